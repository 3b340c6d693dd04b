package org.myotome.validation.acceptor;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r5.model.ElementDefinition;
import org.hl7.fhir.r5.model.ElementDefinition.ElementDefinitionConstraintComponent;
import org.hl7.fhir.r5.model.ElementDefinition.TypeRefComponent;
import org.hl7.fhir.r5.model.StructureDefinition;
import org.hl7.fhir.r5.model.StructureDefinition.TypeDerivationRule;

/** Finds what FHIR itself says of an element, so that a profile need only be asked what it adds. */
final class BaseElements {

    private static final Set<String> NESTED = Set.of("BackboneElement", "Element", "Resource");

    private final Definitions definitions;

    BaseElements(Definitions definitions) {
        this.definitions = definitions;
    }

    boolean isBase(StructureDefinition definition) {
        return definition.getDerivation() != TypeDerivationRule.CONSTRAINT;
    }

    /** Empty for a base definition itself, and where it is not clear what an element is made of. */
    Optional<ElementDefinition> of(StructureDefinition profile, ElementDefinition element) {
        return isBase(profile) ? Optional.empty() : of(profile, element.getPath());
    }

    private Optional<ElementDefinition> of(StructureDefinition profile, String path) {
        Optional<ElementDefinition> own = at(definitions.type(profile.getType()), path);
        int dot = path.lastIndexOf('.');
        if (own.isPresent() || dot < 0) {
            return own;
        }
        String parent = path.substring(0, dot);
        Set<String> types = profile.getSnapshot().getElement().stream()
                .filter(element -> element.getPath().equals(parent))
                .flatMap(element -> element.getType().stream())
                .map(TypeRefComponent::getWorkingCode)
                .collect(Collectors.toSet());
        if (types.size() != 1 || NESTED.contains(types.iterator().next())) {
            return Optional.empty();
        }
        String type = types.iterator().next();
        return at(definitions.type(type), type + path.substring(dot));
    }

    private static Optional<ElementDefinition> at(StructureDefinition definition, String path) {
        return definition.getSnapshot().getElement().stream()
                .filter(element -> element.getPath().equals(path) && !element.hasSliceName())
                .findFirst();
    }

    /** The expressions that are asked of the element because of its type. */
    Set<String> invariantsOfTypes(ElementDefinition element) {
        List<String> types =
                element.getType().stream().map(TypeRefComponent::getWorkingCode).toList();
        if (types.size() != 1
                || NESTED.contains(types.get(0))
                || !element.getPath().contains(".")) {
            return Set.of();
        }
        return definitions.type(types.get(0)).getSnapshot().getElementFirstRep().getConstraint().stream()
                .filter(ElementDefinitionConstraintComponent::hasExpression)
                .map(ElementDefinitionConstraintComponent::getExpression)
                .collect(Collectors.toSet());
    }
}
