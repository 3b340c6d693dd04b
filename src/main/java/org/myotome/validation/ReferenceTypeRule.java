package org.myotome.validation;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
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

    private final Guide guide;
    private final Rules rules;

    ReferenceTypeRule(Guide guide, Rules rules) {
        this.guide = guide;
        this.rules = rules;
    }

    @Override
    public List<Finding> check(Resource resource, Surroundings surroundings) {
        List<Finding> findings = new ArrayList<>();
        List<StructureDefinition> profiles = resource.getMeta().getProfile().stream()
                .map(CanonicalType::getValue)
                .flatMap(canonical -> guide.find(StructureDefinition.class, canonical).stream())
                .toList();
        Elements.walk(resource, resource.fhirType(), (path, element) -> {
            if (element instanceof Reference reference) {
                type(reference)
                        .ifPresent(type -> profiles.stream()
                                .map(profile -> allowed(profile, path))
                                .filter(allowed -> !allowed.isEmpty() && !allowed.contains(type))
                                .findFirst()
                                .ifPresent(allowed -> findings.add(finding(path, reference, allowed))));
            }
        });
        return findings;
    }

    private static Optional<String> type(Reference reference) {
        String target = Objects.requireNonNullElse(reference.getReference(), "");
        int condition = target.indexOf('?');
        return Optional.ofNullable(
                condition < 0 ? new IdType(target).getResourceType() : target.substring(0, condition));
    }

    private Set<String> allowed(StructureDefinition profile, String path) {
        String plain = path.replaceAll("\\[\\d+]", "");
        Set<String> types = new TreeSet<>();
        profile.getSnapshot().getElement().stream()
                .filter(element -> element.getPath().equals(plain) && !element.hasSliceName())
                .map(ElementDefinition::getType)
                .flatMap(List::stream)
                .flatMap(type -> type.getTargetProfile().stream())
                .map(PrimitiveType::getValue)
                .forEach(target -> resourceType(target).forEach(types::add));
        return types.contains("Resource") ? Set.of() : types;
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
