package org.myotome.guide;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.fhirpath.IFhirPath;
import java.util.List;
import org.hl7.fhir.r4.model.SearchParameter;
import org.hl7.fhir.r4.model.StructureDefinition;

/** Refuses FHIRPath that does not parse: the validator would skip it or fail on every message, long after the start. */
final class Expressions {

    private final IFhirPath fhirPath;

    Expressions(FhirContext fhir) {
        fhirPath = fhir.newFhirPath();
    }

    void check(List<GuideFile> files) {
        for (var file : files) {
            if (file.artefact() instanceof StructureDefinition profile) {
                checkInvariants(file, profile);
            } else if (file.artefact() instanceof SearchParameter parameter) {
                checkParameter(file, parameter);
            }
        }
    }

    private void checkInvariants(GuideFile file, StructureDefinition profile) {
        for (var element : profile.getDifferential().getElement()) {
            for (var invariant : element.getConstraint()) {
                parse(file, "invariant " + invariant.getKey(), invariant.getExpression());
            }
        }
    }

    private void checkParameter(GuideFile file, SearchParameter parameter) {
        parse(file, "expression", parameter.getExpression());
        for (var component : parameter.getComponent()) {
            parse(file, "component " + component.getDefinition(), component.getExpression());
        }
    }

    private void parse(GuideFile file, String what, String expression) {
        if (expression == null || expression.isBlank()) {
            throw file.refuse(what + " has no FHIRPath expression");
        }
        try {
            fhirPath.parse(expression);
        } catch (Exception e) {
            // HAPI declares the bare type.
            throw file.refuse(what + " is not FHIRPath: " + e.getMessage(), e);
        }
    }
}
