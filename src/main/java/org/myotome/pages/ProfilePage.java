package org.myotome.pages;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.ElementDefinition;
import org.hl7.fhir.r4.model.ElementDefinition.ElementDefinitionConstraintComponent;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.myotome.guide.Guide;

/** A profile or extension as the tree tables that implementers know. */
final class ProfilePage {

    private final Guide guide;
    private final Addresses addresses;
    private final MarkdownText markdown;
    private final ElementDetails details;
    private final ValidationRules rules;
    private final Examples examples;

    ProfilePage(
            Guide guide,
            Addresses addresses,
            MarkdownText markdown,
            ValueWords values,
            ValidationRules rules,
            Examples examples) {
        this.guide = guide;
        this.addresses = addresses;
        this.markdown = markdown;
        this.details = new ElementDetails(addresses, values);
        this.rules = rules;
        this.examples = examples;
    }

    View view(StructureDefinition profile) {
        ElementTable table = new ElementTable(profile, addresses, details);
        return new View(
                Heading.of(profile, markdown),
                profile.getType(),
                profile.getAbstract(),
                addresses.of(profile.getBaseDefinition()),
                children(profile),
                List.of(
                        new Tree(
                                "differential",
                                "Differential",
                                "what this profile adds to its base",
                                table.differential()),
                        new Tree(
                                "must-support",
                                "Must-support",
                                "what a sender fills if it is known",
                                table.mustSupport()),
                        new Tree("snapshot", "Snapshot", "all elements, with what is inherited", table.snapshot())),
                bindings(profile),
                ruleRows(profile),
                examples.valid(profile.getUrl()),
                examples.refused(profile.getUrl()));
    }

    private List<Link> children(StructureDefinition profile) {
        return guide.all(StructureDefinition.class).stream()
                .filter(child -> profile.getUrl().equals(child.getBaseDefinition()))
                .map(child -> addresses.of(child.getUrl()))
                .toList();
    }

    private List<Binding> bindings(StructureDefinition profile) {
        return profile.getSnapshot().getElement().stream()
                .filter(element -> element.getBinding().hasValueSet())
                .map(element -> new Binding(
                        element.getId(),
                        element.getBinding().getStrength().toCode(),
                        addresses.of(element.getBinding().getValueSet())))
                .toList();
    }

    /** A rule may stand at several elements. */
    private List<Rule> ruleRows(StructureDefinition profile) {
        Map<String, Rule> rows = new LinkedHashMap<>();
        for (ElementDefinition element : profile.getSnapshot().getElement()) {
            ElementDetails.rules(element)
                    .forEach(rule -> rows.putIfAbsent(rule.getKey(), row(rule, places(profile, rule.getKey()))));
        }
        return List.copyOf(rows.values());
    }

    private Rule row(ElementDefinitionConstraintComponent rule, String places) {
        ValidationRules.Rule known = rules.of(rule.getKey());
        return new Rule(
                rule.getKey(),
                rule.getSeverity().toCode(),
                places,
                rule.getHuman(),
                known.reason(),
                known.fix(),
                rule.getExpression());
    }

    private static String places(StructureDefinition profile, String key) {
        return profile.getSnapshot().getElement().stream()
                .filter(element -> ElementDetails.rules(element)
                        .anyMatch(rule -> rule.getKey().equals(key)))
                .map(ElementDefinition::getId)
                .collect(Collectors.joining(", "));
    }

    /** What the template {@code profile} shows. */
    record View(
            Heading heading,
            String constrained,
            boolean parentOnly,
            Link base,
            List<Link> children,
            List<Tree> trees,
            List<Binding> bindings,
            List<Rule> rules,
            List<Examples.Row> valid,
            List<Examples.Row> refused) {}

    /** One tree table. */
    record Tree(String anchor, String caption, String meaning, List<ElementRow> rows) {}

    /** An element and the value set that it takes its codes from. */
    record Binding(String path, String strength, Link valueSet) {}

    /** An invariant in words; the FHIRPath is there for those who want it. */
    record Rule(String key, String severity, String places, String words, String reason, String fix, String fhirPath) {}
}
