package org.myotome.terminology;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.ValueSet.ConceptReferenceDesignationComponent;
import org.hl7.fhir.r4.model.ValueSet.ValueSetExpansionContainsComponent;
import org.jspecify.annotations.Nullable;

/**
 * The answer to "is this code right here?".
 *
 * @param message what is wrong and how to put it right; null if all is well
 * @param display the right display of the code, if the code is known
 */
record TerminologyVerdict(
        boolean result, @Nullable String message, @Nullable String display) {

    /**
     * A display that is sent is part of what is judged: a right code under a wrong name is how a wrong code shows. Case
     * and spaces do not matter, and a designation is as good as the display.
     *
     * @param members what is allowed
     * @param where   the url of the value set or code system, for the message
     */
    static TerminologyVerdict of(Coding coding, Expansion members, String where) {
        return members.find(coding.getSystem(), coding.getCode())
                .map(member -> known(coding, member))
                .orElseGet(() -> new TerminologyVerdict(false, unknown(coding, members, where), null));
    }

    /** R4: a CodeableConcept is right if one of its codings is. */
    static TerminologyVerdict of(List<Coding> codings, Expansion members, String where) {
        var verdicts =
                codings.stream().map(coding -> of(coding, members, where)).toList();
        return verdicts.stream()
                .filter(TerminologyVerdict::result)
                .findFirst()
                .orElseGet(() -> new TerminologyVerdict(
                        false,
                        verdicts.stream().map(TerminologyVerdict::message).collect(Collectors.joining(" ")),
                        verdicts.stream()
                                .map(TerminologyVerdict::display)
                                .filter(Objects::nonNull)
                                .findFirst()
                                .orElse(null)));
    }

    Parameters toParameters() {
        var out = new Parameters();
        out.addParameter("result", result);
        if (message != null) {
            out.addParameter("message", message);
        }
        if (display != null) {
            out.addParameter("display", display);
        }
        return out;
    }

    private static TerminologyVerdict known(Coding coding, ValueSetExpansionContainsComponent member) {
        if (!coding.hasDisplay() || terms(member).anyMatch(term -> same(term, coding.getDisplay()))) {
            return new TerminologyVerdict(true, null, member.getDisplay());
        }
        var message = "Display \"" + coding.getDisplay() + "\" does not belong to code \"" + coding.getCode() + "\" of "
                + coding.getSystem() + ". The right display is \"" + member.getDisplay()
                + "\": send that one or none, or check that the code is the one you mean.";
        return new TerminologyVerdict(false, message, member.getDisplay());
    }

    private static Stream<String> terms(ValueSetExpansionContainsComponent member) {
        return Stream.concat(
                Stream.ofNullable(member.getDisplay()),
                member.getDesignation().stream().map(ConceptReferenceDesignationComponent::getValue));
    }

    private static boolean same(String one, String other) {
        return one.strip()
                .replaceAll("\\s+", " ")
                .equalsIgnoreCase(other.strip().replaceAll("\\s+", " "));
    }

    private static String unknown(Coding coding, Expansion members, String where) {
        var text = "Code \"" + coding.getCode() + "\" of " + coding.getSystem() + " is not in " + where + ".";
        return members.systems().contains(coding.getSystem())
                ? text
                : text + " Codes there come from: " + String.join(", ", members.systems()) + ".";
    }
}
