package org.myotome.terminology;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeSystem.PropertyComponent;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.hl7.fhir.r4.model.UriType;
import org.hl7.fhir.r4.model.ValueSet.ConceptReferenceDesignationComponent;
import org.hl7.fhir.r4.model.ValueSet.ValueSetExpansionComponent;
import org.hl7.fhir.r4.model.ValueSet.ValueSetExpansionContainsComponent;
import org.myotome.RequestProblem;

/**
 * How a member of an expansion is shown: in which language, with which other names and with which properties. R4 has no
 * place for properties in an expansion; they come in the extensions by which R4 carries what R5 has.
 *
 * @param designations whether to show other names
 * @param tokens       which of them: {@code urn:ietf:bcp:47|de} by language, else {@code system|code} by use; all if empty
 * @param properties   which to show, and their URIs
 * @param mixed        the code systems of which members of several versions are there, so that each says its own
 */
record ExpansionForm(
        TerminologyLanguages languages,
        boolean designations,
        List<String> tokens,
        Map<String, Optional<String>> properties,
        Set<String> mixed) {

    static final String PROPERTY_OF_MEMBER =
            "http://hl7.org/fhir/5.0/StructureDefinition/extension-ValueSet.expansion.contains.property";
    static final String PROPERTY_OF_EXPANSION =
            "http://hl7.org/fhir/5.0/StructureDefinition/extension-ValueSet.expansion.property";

    private static final String LANGUAGE = "urn:ietf:bcp:47|";
    private static final String STANDARD = "http://hl7.org/fhir/concept-properties#";
    private static final List<String> ALWAYS =
            List.of("definition", "parent", "child", "inactive", "status", "notSelectable");

    static ExpansionForm of(TerminologyParameters in, TerminologyLanguages languages, ExpansionSources sources) {
        return new ExpansionForm(
                languages,
                in.flag("includeDesignations") || in.has("designation"),
                in.texts("designation"),
                properties(in.texts("property"), sources.systems()),
                sources.mixed());
    }

    private static Map<String, Optional<String>> properties(List<String> asked, List<TerminologySystem> systems) {
        Map<String, Optional<String>> known = new LinkedHashMap<>();
        ALWAYS.forEach(name -> known.put(name, Optional.of(STANDARD + name)));
        systems.stream()
                .flatMap(system -> system.source().getProperty().stream())
                .forEach(property -> known.put(property.getCode(), uri(property)));
        Map<String, Optional<String>> shown = new LinkedHashMap<>();
        for (var name : asked) {
            if (!known.containsKey(name)) {
                throw RequestProblem.notSupported("Property \"" + name + "\" is not one of the code systems in this "
                        + "expansion. Their properties are: " + String.join(", ", new TreeSet<>(known.keySet())) + ".");
            }
            shown.put(name, known.get(name));
        }
        return shown;
    }

    private static Optional<String> uri(PropertyComponent property) {
        return Optional.ofNullable(property.getUri());
    }

    /** What tells this form from another one. */
    String identity() {
        return designations + " " + tokens + " " + properties.keySet() + " " + languages.wanted();
    }

    void declareProperties(ValueSetExpansionComponent page, List<ExpansionMember> members) {
        var all = new LinkedHashMap<>(properties);
        for (var fact : MemberFacts.NAMES.entrySet()) {
            if (members.stream().anyMatch(member -> MemberFacts.of(member).containsKey(fact.getKey()))) {
                all.putIfAbsent(fact.getKey(), Optional.of(STANDARD + fact.getValue()));
            }
        }
        all.forEach((name, uri) -> {
            var declared = page.addExtension().setUrl(PROPERTY_OF_EXPANSION);
            declared.addExtension("code", new CodeType(name));
            uri.ifPresent(value -> declared.addExtension("uri", new UriType(value)));
        });
    }

    ValueSetExpansionContainsComponent shown(ExpansionMember member) {
        var display = languages.display(member).orElse(null);
        var shown = new ValueSetExpansionContainsComponent()
                .setSystem(member.code().system())
                .setCode(member.code().code())
                .setDisplay(display);
        if (member.inactive()) {
            shown.setInactive(true);
        }
        if (member.abstractConcept()) {
            shown.setAbstract(true);
        }
        if (designations) {
            shown.setDesignation(otherNames(member, String.valueOf(display)));
        }
        if (mixed.contains(member.code().system())) {
            shown.setVersion(member.version());
        }
        properties.keySet().forEach(name -> values(member, name).forEach(value -> addProperty(shown, name, value)));
        MemberFacts.of(member).forEach((name, value) -> {
            if (!properties.containsKey(name)) {
                addProperty(shown, name, value);
            }
        });
        MemberFacts.marks(member).forEach(shown::addExtension);
        return shown;
    }

    /** Every name but the one that is shown as the display. */
    private List<ConceptReferenceDesignationComponent> otherNames(ExpansionMember member, String display) {
        List<ConceptReferenceDesignationComponent> names = new ArrayList<>();
        if (member.display() != null && !member.display().equals(display)) {
            var preferred = new ConceptReferenceDesignationComponent()
                    .setLanguage(member.language())
                    .setUse(new Coding(
                            "http://terminology.hl7.org/CodeSystem/hl7TermMaintInfra",
                            "preferredForLanguage",
                            "Preferred For Language"))
                    .setValue(member.display());
            names.add(preferred);
        }
        member.terms().stream()
                .filter(term -> !isShown(term, member, display))
                .sorted(Comparator.comparing(term -> isListed(term, member)))
                .map(MemberFacts::known)
                .forEach(names::add);
        return names.stream().filter(this::isAsked).toList();
    }

    /** Whether the value set has added the name to what the code system says. */
    private static boolean isListed(ConceptReferenceDesignationComponent term, ExpansionMember member) {
        return member.reference()
                .filter(reference -> reference.getDesignation().contains(term))
                .isPresent();
    }

    /** Whether the display says it already; the same word of another language is another name. */
    private static boolean isShown(ConceptReferenceDesignationComponent term, ExpansionMember member, String display) {
        return term.hasLanguage()
                && term.getValue().equals(display)
                && (!display.equals(member.display())
                        || member.language() == null
                        || term.getLanguage().equals(member.language()));
    }

    private boolean isAsked(ConceptReferenceDesignationComponent term) {
        return tokens.isEmpty()
                || term.hasLanguage() && tokens.contains(LANGUAGE + term.getLanguage())
                || term.hasUse()
                        && tokens.contains(
                                term.getUse().getSystem() + "|" + term.getUse().getCode());
    }

    private Stream<Type> values(ExpansionMember member, String name) {
        var concept = member.concept();
        if (concept.isEmpty()) {
            return Stream.empty();
        }
        var system = member.system().orElseThrow();
        return switch (name) {
            case "definition" ->
                Stream.ofNullable(concept.get().getDefinition()).map(StringType::new);
            case "parent" -> system.parents(member.code().code()).map(parent -> new CodeType(parent.getCode()));
            case "child" -> system.children(member.code().code()).map(child -> new CodeType(child.getCode()));
            default ->
                concept.get().getProperty().stream()
                        .filter(property -> property.getCode().equals(name))
                        .map(property -> property.getValue());
        };
    }

    private static void addProperty(ValueSetExpansionContainsComponent shown, String name, Type value) {
        Extension property = shown.addExtension().setUrl(PROPERTY_OF_MEMBER);
        property.addExtension("code", new CodeType(name));
        property.addExtension("value", value);
    }
}
