package org.myotome.terminology;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.hl7.fhir.r4.model.ValueSet.ConceptReferenceDesignationComponent;
import org.hl7.fhir.r4.model.ValueSet.ValueSetExpansionComponent;
import org.hl7.fhir.r4.model.ValueSet.ValueSetExpansionContainsComponent;

/**
 * The part of an expansion that a request asks for.
 *
 * @param filter       words; a member stays if each of them occurs in its display or in one of its designations
 * @param offset       how many of the remaining members to skip
 * @param count        how many to return at most; 0 returns the total only
 * @param designations whether to return the designations too
 * @param activeOnly   whether to leave out inactive members
 */
record ExpansionPage(
        Optional<String> filter,
        Optional<Integer> offset,
        Optional<Integer> count,
        boolean designations,
        boolean activeOnly) {

    static ExpansionPage of(TerminologyParameters in) {
        return new ExpansionPage(
                in.text("filter"),
                in.number("offset"),
                in.number("count"),
                in.flag("includeDesignations"),
                in.flag("activeOnly"));
    }

    /** The total counts every member that passes the filter, whatever the page. */
    ValueSetExpansionComponent cut(Expansion whole) {
        var remaining = whole.members().filter(this::stays).toList();
        var page = new ValueSetExpansionComponent()
                .setIdentifier("urn:uuid:" + identity(remaining))
                .setTimestamp(new Date())
                .setTotal(remaining.size());
        offset.ifPresent(page::setOffset);
        remaining.stream()
                .skip(offset.orElse(0))
                .limit(count.orElse(Integer.MAX_VALUE))
                .forEach(member -> page.addContains(shown(member)));
        addParameters(page);
        return page;
    }

    private boolean stays(ValueSetExpansionContainsComponent member) {
        return !(activeOnly && member.getInactive())
                && filter.map(words -> Arrays.stream(lower(words).split("\\s+"))
                                .allMatch(word -> terms(member)
                                        .anyMatch(term -> lower(term).contains(word))))
                        .orElse(true);
    }

    private static Stream<String> terms(ValueSetExpansionContainsComponent member) {
        return Stream.concat(
                Stream.ofNullable(member.getDisplay()),
                member.getDesignation().stream().map(ConceptReferenceDesignationComponent::getValue));
    }

    private static String lower(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }

    private ValueSetExpansionContainsComponent shown(ValueSetExpansionContainsComponent member) {
        var copy = member.copy();
        return designations ? copy : copy.setDesignation(null);
    }

    /** The same members give the same identifier, so that the pages of one expansion can be recognised. */
    private UUID identity(List<ValueSetExpansionContainsComponent> remaining) {
        var content = new StringBuilder().append(designations);
        remaining.forEach(member ->
                content.append('\n').append(member.getSystem()).append('|').append(member.getCode()));
        return UUID.nameUUIDFromBytes(content.toString().getBytes(StandardCharsets.UTF_8));
    }

    private void addParameters(ValueSetExpansionComponent page) {
        filter.ifPresent(text -> add(page, "filter", new StringType(text)));
        offset.ifPresent(number -> add(page, "offset", new IntegerType(number)));
        count.ifPresent(number -> add(page, "count", new IntegerType(number)));
        add(page, "includeDesignations", new BooleanType(designations));
        add(page, "activeOnly", new BooleanType(activeOnly));
    }

    private static void add(ValueSetExpansionComponent page, String name, Type value) {
        page.addParameter().setName(name).setValue(value);
    }
}
