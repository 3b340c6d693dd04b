package org.myotome.validation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.ElementDefinition;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.myotome.guide.Guide;

/**
 * A reference leads to a resource of a type that the profile allows there. The HL7 validator looks at that only where it has
 * the target at hand; here the type that the reference names is enough.
 */
final class ReferenceTypeRule implements Rule {

    private static final String ID = "reference-type";

    private static final Pattern INDEX = Pattern.compile("\\[\\d+]");

    private final Guide guide;
    private final Rules rules;

    /** The types that each profile allows, read off it once. */
    private final Map<String, Map<String, Set<String>>> allowed = new ConcurrentHashMap<>();

    ReferenceTypeRule(Guide guide, Rules rules) {
        this.guide = guide;
        this.rules = rules;
    }

    @Override
    public List<Finding> check(Resource resource, Surroundings surroundings) {
        List<Finding> findings = new ArrayList<>();
        List<Map<String, Set<String>>> profiles = resource.getMeta().getProfile().stream()
                .map(CanonicalType::getValue)
                .flatMap(canonical -> guide.find(StructureDefinition.class, canonical).stream())
                .map(profile -> allowed.computeIfAbsent(profile.getUrl(), any -> allowed(profile)))
                .toList();
        surroundings
                .contents(resource)
                .references()
                .forEach((path, reference) -> type(reference)
                        .ifPresent(type -> profiles.stream()
                                .map(byPath ->
                                        byPath.getOrDefault(INDEX.matcher(path).replaceAll(""), Set.of()))
                                .filter(types -> !types.isEmpty() && !types.contains(type))
                                .findFirst()
                                .ifPresent(types -> findings.add(finding(path, reference, types)))));
        return findings;
    }

    private static Optional<String> type(Reference reference) {
        String target = Objects.requireNonNullElse(reference.getReference(), "");
        int condition = target.indexOf('?');
        return Optional.ofNullable(
                condition < 0 ? new IdType(target).getResourceType() : target.substring(0, condition));
    }

    /** The types by the path of the element; none where any will do. */
    private Map<String, Set<String>> allowed(StructureDefinition profile) {
        Map<String, Set<String>> byPath = new HashMap<>();
        for (ElementDefinition element : profile.getSnapshot().getElement()) {
            if (!element.hasSliceName()) {
                Set<String> types = byPath.computeIfAbsent(element.getPath(), any -> new TreeSet<>());
                element.getType().stream()
                        .flatMap(type -> type.getTargetProfile().stream())
                        .map(PrimitiveType::getValue)
                        .forEach(target -> resourceType(target).forEach(types::add));
            }
        }
        byPath.values().removeIf(types -> types.isEmpty() || types.contains("Resource"));
        return byPath;
    }

    private Stream<String> resourceType(String target) {
        return guide
                .find(StructureDefinition.class, target)
                .map(StructureDefinition::getType)
                .or(() -> Optional.of(target.substring(target.lastIndexOf('/') + 1)))
                .stream();
    }

    private Finding finding(String path, Reference reference, Set<String> allowed) {
        return Finding.error(
                IssueType.BUSINESSRULE,
                Rules.own(ID),
                path,
                "The reference leads to a type of resource that the profile does not allow here.",
                new Finding.Remedy(
                        reference.getReference(), "a reference to " + String.join(" or ", allowed), rules.fix(ID)));
    }
}
