package org.myotome.terminology;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.hl7.fhir.r4.model.UriType;
import org.hl7.fhir.r4.model.ValueSet.ValueSetExpansionComponent;

/**
 * The part of an expansion that a request asks for.
 *
 * @param filter     words; a member stays if each of them occurs in its display or in one of its designations
 * @param offset     how many of the remaining members to skip
 * @param count      how many to return at most; 0 returns the total only
 * @param activeOnly whether to leave out inactive members
 * @param nested     whether codes stand below their parents; pages are flat, since a page would tear branches apart
 * @param form       how a member is shown
 */
record ExpansionPage(
        TerminologyParameters in,
        Optional<String> filter,
        Optional<Integer> offset,
        Optional<Integer> count,
        boolean activeOnly,
        boolean nested,
        ExpansionForm form) {

    static ExpansionPage of(TerminologyParameters in, TerminologyLanguages languages, ExpansionSources sources) {
        return new ExpansionPage(
                in,
                in.text("filter"),
                in.number("offset"),
                in.number("count"),
                in.flag("activeOnly"),
                in.has("excludeNested") && !in.flag("excludeNested") && !in.has("offset") && !in.has("count"),
                ExpansionForm.of(in, languages, sources));
    }

    /** The total counts every member that passes the filter, whatever the page. */
    ValueSetExpansionComponent cut(Expansion whole) {
        var remaining = whole.members().filter(this::stays).toList();
        var page = new ValueSetExpansionComponent()
                .setIdentifier("urn:uuid:" + identity(remaining))
                .setTimestamp(new Date())
                .setTotal(remaining.size());
        offset.ifPresent(page::setOffset);
        form.declareProperties(page, remaining);
        if (nested) {
            ExpansionTree.of(remaining).addTo(page, form);
        } else {
            remaining.stream()
                    .skip(offset.orElse(0))
                    .limit(count.orElse(Integer.MAX_VALUE))
                    .forEach(member -> page.addContains(form.shown(member)));
        }
        addParameters(page);
        return page;
    }

    private boolean stays(ExpansionMember member) {
        return !(activeOnly && member.inactive())
                && filter.map(words -> Arrays.stream(lower(words).split("\\s+"))
                                .allMatch(word -> member.names()
                                        .anyMatch(term -> lower(term.text()).contains(word))))
                        .orElse(true);
    }

    private static String lower(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }

    /** The same members in the same form give the same identifier, so that the pages of one expansion can be recognised. */
    private UUID identity(List<ExpansionMember> remaining) {
        var content = new StringBuilder().append(form.identity()).append(nested);
        remaining.forEach(member -> content.append('\n').append(member.code()).append(member.version()));
        return UUID.nameUUIDFromBytes(content.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** What was asked for, and what would otherwise be guessed at. */
    private void addParameters(ValueSetExpansionComponent page) {
        filter.ifPresent(text -> add(page, "filter", new StringType(text)));
        offset.ifPresent(number -> add(page, "offset", new IntegerType(number)));
        count.ifPresent(number -> add(page, "count", new IntegerType(number)));
        for (var flag : List.of("includeDesignations", "activeOnly", "excludeNested")) {
            if (in.has(flag)) {
                add(page, flag, new BooleanType(in.flag(flag)));
            }
        }
        in.texts("designation").forEach(token -> add(page, "designation", new StringType(token)));
        in.texts(DefaultVersions.PARAMETER)
                .forEach(canonical -> add(page, DefaultVersions.PARAMETER, new UriType(canonical)));
        if (!form.languages().isAny()) {
            add(page, "displayLanguage", new CodeType(form.languages().sent()));
        }
    }

    private static void add(ValueSetExpansionComponent page, String name, Type value) {
        page.addParameter().setName(name).setValue(value);
    }
}
