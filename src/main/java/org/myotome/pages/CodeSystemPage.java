package org.myotome.pages;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionDesignationComponent;
import org.hl7.fhir.r4.model.CodeSystem.ConceptPropertyComponent;
import org.hl7.fhir.r4.model.CodeSystem.PropertyComponent;

/** A code system with its properties and every concept. */
final class CodeSystemPage {

    private final Addresses addresses;
    private final MarkdownText markdown;
    private final ValueWords values;

    CodeSystemPage(Addresses addresses, MarkdownText markdown, ValueWords values) {
        this.addresses = addresses;
        this.markdown = markdown;
        this.values = values;
    }

    View view(CodeSystem system) {
        List<Concept> concepts = new ArrayList<>();
        system.getConcept().forEach(concept -> add(concept, 0, concepts));
        return new View(
                Heading.of(system, markdown),
                system.hasValueSet() ? List.of(addresses.of(system.getValueSet())) : List.of(),
                system.getProperty().stream().map(CodeSystemPage::property).toList(),
                concepts.size(),
                concepts);
    }

    private static PropertyRow property(PropertyComponent property) {
        return new PropertyRow(
                property.getCode(),
                property.getType().toCode(),
                property.hasDescription() ? property.getDescription() : "");
    }

    private void add(ConceptDefinitionComponent concept, int depth, List<Concept> concepts) {
        concepts.add(new Concept(
                Addresses.anchor(concept.getCode()),
                concept.getCode(),
                concept.hasDisplay() ? concept.getDisplay() : "",
                depth,
                concept.hasDefinition() ? concept.getDefinition() : "",
                concept.getDesignation().stream().map(CodeSystemPage::words).toList(),
                properties(concept)));
        concept.getConcept().forEach(child -> add(child, depth + 1, concepts));
    }

    private static String words(ConceptDefinitionDesignationComponent designation) {
        return designation.getValue() + (designation.hasLanguage() ? " (" + designation.getLanguage() + ")" : "");
    }

    /** In the order of the concept; a property that it has several times stands once. */
    private List<Properties> properties(ConceptDefinitionComponent concept) {
        Map<String, String> words = concept.getProperty().stream()
                .collect(Collectors.toMap(
                        ConceptPropertyComponent::getCode,
                        property -> values.of(property.getValue()),
                        (some, more) -> some + "; " + more,
                        LinkedHashMap::new));
        return words.entrySet().stream()
                .map(property -> new Properties(property.getKey(), property.getValue()))
                .toList();
    }

    /** What the template {@code code-system} shows. */
    record View(
            Heading heading, List<Link> valueSets, List<PropertyRow> definitions, int count, List<Concept> concepts) {}

    /** The definition of a property. */
    record PropertyRow(String code, String type, String meaning) {}

    /** One code; its depth is that in the hierarchy. */
    record Concept(
            String anchor,
            String code,
            String display,
            int depth,
            String definition,
            List<String> designations,
            List<Properties> properties) {}

    /** The values of one property of a concept. */
    record Properties(String code, String values) {}
}
