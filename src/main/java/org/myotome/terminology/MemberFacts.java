package org.myotome.terminology;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.Element;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.hl7.fhir.r4.model.ValueSet.ConceptReferenceDesignationComponent;

/**
 * What an expansion says of a member whether or not it is asked for: that the code is no longer in full use, and what
 * concerns its place in a list. R4 has extensions for that where codes are defined and listed; R5 shows it as properties of the
 * member, and so does HL7's terminology service.
 */
final class MemberFacts {

    /** The properties, and the tail of the URI of each. */
    static final Map<String, String> NAMES = names();

    private static final String BASE = "http://hl7.org/fhir/StructureDefinition/";

    private static final Map<String, List<String>> EXTENSIONS = Map.of(
            "weight", List.of("itemWeight"),
            "label", List.of("valueset-label", "codesystem-label"),
            "order", List.of("valueset-conceptOrder", "codesystem-conceptOrder"));

    /** What goes on as it is: how the value set, or else the code system, wants the code to be shown or understood. */
    private static final Set<String> MARKS = Set.of(
            BASE + "valueset-deprecated",
            BASE + "valueset-concept-definition",
            BASE + "rendering-style",
            BASE + "rendering-xhtml");

    private static final String STANDARDS_STATUS = BASE + "structuredefinition-standards-status";

    /** The id of a description of SNOMED CT, and that a name is no longer in use. */
    private static final Set<String> NAME_MARKS = Set.of(BASE + "coding-sctdescid", STANDARDS_STATUS);

    private MemberFacts() {}

    private static Map<String, String> names() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("weight", "itemWeight");
        names.put("label", "label");
        names.put("order", "order");
        names.put("status", "status");
        return names;
    }

    /** The properties that the member has. */
    static Map<String, Type> of(ExpansionMember member) {
        Map<String, Type> facts = new LinkedHashMap<>();
        for (var name : NAMES.keySet()) {
            EXTENSIONS.getOrDefault(name, List.of()).stream()
                    .flatMap(extension -> value(member, BASE + extension).stream())
                    .findFirst()
                    .ifPresent(value -> facts.put(name, value));
        }
        member.status()
                .filter(status -> !status.equals("active"))
                .ifPresent(status -> facts.put("status", new CodeType(status)));
        return facts;
    }

    /** The extensions that the member keeps. */
    static List<Extension> marks(ExpansionMember member) {
        return Stream.concat(
                        elements(member)
                                .flatMap(element -> element.getExtension().stream())
                                .filter(extension -> MARKS.contains(extension.getUrl())),
                        member.reference().stream()
                                .flatMap(reference -> reference.getExtensionsByUrl(STANDARDS_STATUS).stream()))
                .map(Extension::copy)
                .toList();
    }

    /** A name with those of its extensions that mean something to everybody. */
    static ConceptReferenceDesignationComponent known(ConceptReferenceDesignationComponent name) {
        var copy = name.copy();
        copy.getExtension().removeIf(extension -> !NAME_MARKS.contains(extension.getUrl()));
        return copy;
    }

    /** How the value set lists the code counts before how the code system defines it. */
    private static Stream<Element> elements(ExpansionMember member) {
        return Stream.concat(member.reference().stream(), member.concept().stream());
    }

    private static Optional<Type> value(ExpansionMember member, String extension) {
        return elements(member)
                .flatMap(element -> element.getExtensionsByUrl(extension).stream())
                .flatMap(mark -> value(mark).stream())
                .findFirst();
    }

    /** R5 has decimals for all numbers there. */
    private static Optional<Type> value(Extension extension) {
        var value = extension.getValue();
        if (value instanceof IntegerType || value instanceof DecimalType) {
            return Optional.of(new DecimalType(value.primitiveValue()));
        }
        return value instanceof StringType ? Optional.of(value) : Optional.empty();
    }
}
