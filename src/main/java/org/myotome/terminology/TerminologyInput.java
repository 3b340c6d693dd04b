package org.myotome.terminology;

import java.util.List;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.myotome.RequestProblem;

/**
 * The code that an operation is asked about. R4 offers three spellings of it: {@code code} with its system, a Coding,
 * or a CodeableConcept; exactly one must be used.
 */
final class TerminologyInput {

    /** The parameter names that {@link #codings} reads, apart from {@code display}. */
    static final List<String> NAMES = List.of("code", "coding", "codeableConcept");

    private TerminologyInput() {}

    /**
     * @param bare system and version that go with a bare {@code code}, as far as the request says them
     * @param hint how to say the system, for the error
     */
    static List<Coding> codings(TerminologyParameters in, Coding bare, String hint) {
        requireOne(in, NAMES);
        if (in.has("code")) {
            var coding = bare(in, "code", bare, hint);
            in.text("display").ifPresent(coding::setDisplay);
            return List.of(coding);
        }
        refuseStrayDisplay(in);
        var codings = sent(in);
        codings.forEach(TerminologyInput::requireComplete);
        return codings;
    }

    /**
     * As {@link #codings}, but a coding may lack its system: that is an answer, not an error.
     *
     * @param bare system and version that go with a bare {@code code}
     */
    static List<Coding> anyCodings(TerminologyParameters in, Coding bare) {
        requireOne(in, NAMES);
        if (in.has("code")) {
            var coding = bare.copy().setCode(in.text("code").orElseThrow());
            in.text("display").ifPresent(coding::setDisplay);
            return List.of(coding);
        }
        refuseStrayDisplay(in);
        var codings = sent(in).stream().map(Coding::copy).toList();
        if (codings.stream().anyMatch(coding -> !coding.hasCode())) {
            throw RequestProblem.required("A coding lacks its code. Send both system and code.");
        }
        return codings;
    }

    private static void refuseStrayDisplay(TerminologyParameters in) {
        if (in.has("display")) {
            throw RequestProblem.invalid("Parameter display belongs to code. Inside coding or codeableConcept, "
                    + "put the display into the coding.");
        }
    }

    private static List<Coding> sent(TerminologyParameters in) {
        var codings = in.has("coding")
                ? in.coding("coding").stream().toList()
                : in.concept("codeableConcept").map(CodeableConcept::getCoding).orElseThrow();
        if (codings.isEmpty()) {
            throw RequestProblem.required("The codeableConcept has no coding. Send one with system and code.");
        }
        return codings;
    }

    /** One code, bare in the parameter {@code code} or as a Coding in the parameter {@code coding}. */
    static Coding coding(TerminologyParameters in, String code, String coding, Coding bare) {
        requireOne(in, List.of(code, coding));
        return in.coding(coding)
                .map(TerminologyInput::requireComplete)
                .orElseGet(() -> bare(in, code, bare, "Send system."));
    }

    private static Coding bare(TerminologyParameters in, String code, Coding bare, String hint) {
        if (!bare.hasSystem()) {
            throw RequestProblem.required("A code means nothing without its system. " + hint);
        }
        return bare.copy().setCode(in.text(code).orElseThrow());
    }

    private static Coding requireComplete(Coding coding) {
        if (!coding.hasSystem() || !coding.hasCode()) {
            throw RequestProblem.required(
                    "A coding lacks its " + (coding.hasSystem() ? "code" : "system") + ". Send both system and code.");
        }
        return coding;
    }

    private static void requireOne(TerminologyParameters in, List<String> names) {
        var sent = names.stream().filter(in::has).toList();
        if (sent.size() != 1) {
            var fault = sent.isEmpty()
                    ? "No code was sent."
                    : "The code was sent as " + String.join(" and as ", sent) + ".";
            throw RequestProblem.required(fault + " Send exactly one of: " + String.join(", ", names) + ".");
        }
    }
}
