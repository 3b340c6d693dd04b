package org.myotome.pages;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.hl7.fhir.r4.model.ValueSet;
import org.hl7.fhir.r4.model.ValueSet.ConceptSetComponent;
import org.hl7.fhir.r4.model.ValueSet.ConceptSetFilterComponent;
import org.myotome.guide.Guide;
import org.myotome.guide.ValueSetCodes;

/** A value set: how it is composed, which codes that gives, and where it is used. */
final class ValueSetPage {

    /** By system, then by name; the codes of Myotome stay in the order of their system, such as grades from 0 to 5. */
    private static final Comparator<Coding> ORDER = Comparator.comparing(Coding::getSystem)
            .thenComparing(coding -> coding.getSystem().startsWith(Guide.BASE) || !coding.hasDisplay()
                    ? ""
                    : coding.getDisplay().toLowerCase(Locale.ROOT));

    private final Guide guide;
    private final Addresses addresses;
    private final MarkdownText markdown;
    private final ValueSetCodes codes;

    ValueSetPage(Guide guide, Addresses addresses, MarkdownText markdown) {
        this.guide = guide;
        this.addresses = addresses;
        this.markdown = markdown;
        this.codes = new ValueSetCodes(guide);
    }

    View view(ValueSet valueSet) {
        List<Code> expansion = codes.of(valueSet.getUrl()).stream()
                .sorted(ORDER)
                .map(coding -> new Code(
                        coding.getCode(),
                        coding.hasDisplay() ? coding.getDisplay() : "",
                        coding.getSystem(),
                        system(coding.getSystem(), "#" + Addresses.anchor(coding.getCode()))))
                .toList();
        return new View(
                Heading.of(valueSet, markdown),
                Stream.concat(
                                valueSet.getCompose().getInclude().stream().map(part -> part("Includes", part)),
                                valueSet.getCompose().getExclude().stream().map(part -> part("Excludes", part)))
                        .toList(),
                expansion.size(),
                expansion,
                users(valueSet));
    }

    private Part part(String verb, ConceptSetComponent part) {
        return new Part(
                verb,
                part.hasSystem() ? List.of(system(part.getSystem(), "")) : List.of(),
                part.hasSystem() ? List.of(part.getSystem()) : List.of(),
                part.getFilter().stream().map(ValueSetPage::words).toList(),
                part.hasConcept() ? part.getConcept().size() + " codes that it lists" : "",
                part.getValueSet().stream()
                        .map(CanonicalType::getValue)
                        .map(addresses::of)
                        .toList());
    }

    private static String words(ConceptSetFilterComponent filter) {
        return filter.getProperty() + " " + filter.getOp().toCode() + " " + filter.getValue();
    }

    /** The page of a code system of Myotome; one of others is only named. */
    private Link system(String system, String fragment) {
        return guide.find(CodeSystem.class, system)
                .map(known -> new Link(Addresses.title(known), Addresses.stem(known) + ".html" + fragment))
                .orElseGet(() -> Link.plain(ValueWords.systemName(system)));
    }

    private List<Link> users(ValueSet valueSet) {
        return guide.all(StructureDefinition.class).stream()
                .filter(profile -> profile.getDifferential().getElement().stream()
                        .anyMatch(element ->
                                valueSet.getUrl().equals(element.getBinding().getValueSet())))
                .map(profile -> addresses.of(profile.getUrl()))
                .toList();
    }

    /** What the template {@code value-set} shows. */
    record View(Heading heading, List<Part> parts, int count, List<Code> codes, List<Link> users) {}

    /** A part of the definition: codes of a system, by filters or by a list, that are in other value sets as well. */
    record Part(
            String verb,
            List<Link> systems,
            List<String> uris,
            List<String> filters,
            String listed,
            List<Link> valueSets) {}

    /** A code of the expansion; the URI is what stands in {@code system}. */
    record Code(String code, String display, String uri, Link system) {}
}
