package org.myotome.terminology;

import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.jspecify.annotations.Nullable;
import org.myotome.RequestProblem;

/**
 * What {@code $validate-code} is asked, and how strictly.
 *
 * @param codings        one, or those of the CodeableConcept
 * @param concept        the CodeableConcept, if it was sent as one
 * @param bare           whether the code was sent as the parameters code, system and display
 * @param inferSystem    whether the system of a bare code is to be found in the value set
 * @param lenientDisplay whether a wrong display is a warning only
 * @param membershipOnly whether only the value set counts, not whether code and display are right
 * @param activeOnly     whether an inactive code is no member
 * @param abstractRefused whether the client says that abstract codes are out of place
 */
record CodeQuestion(
        List<Coding> codings,
        Optional<CodeableConcept> concept,
        boolean bare,
        boolean inferSystem,
        boolean lenientDisplay,
        boolean membershipOnly,
        boolean activeOnly,
        boolean abstractRefused,
        TerminologyLanguages languages) {

    /**
     * @param bareSystem what goes with a bare code
     * @param hint       how to say the system of a bare code, for the error
     */
    static CodeQuestion of(TerminologyParameters in, TerminologyLanguages languages, Coding bareSystem, String hint) {
        var bare = in.has("code");
        var infer = in.flag("inferSystem");
        if (bare && !bareSystem.hasSystem() && !infer) {
            throw RequestProblem.required("A code means nothing without its system. " + hint);
        }
        return new CodeQuestion(
                TerminologyInput.anyCodings(in, bareSystem),
                in.has("codeableConcept") ? in.concept("codeableConcept") : Optional.empty(),
                bare,
                infer,
                in.flag("lenient-display-validation") || in.texts("mode").contains("lenient-display-validation"),
                in.flag("valueset-membership-only") || in.texts("valueSetMode").contains("CHECK_MEMBERSHIP_ONLY"),
                in.flag("activeOnly"),
                in.has("abstract") && !in.flag("abstract"),
                languages);
    }

    /** The place of an element of a coding; of the coding itself, if the element is null. */
    @Nullable
    String path(int index, @Nullable String element) {
        if (bare) {
            return element;
        }
        var coding = concept.isPresent() ? "CodeableConcept.coding[" + index + "]" : "Coding";
        return element == null ? coding : coding + "." + element;
    }
}
