package org.myotome.terminology;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.myotome.RequestProblem;

/**
 * What {@code $translate} is asked, in the names of R4 or in those of later releases, which HL7's tests of terminology servers
 * use: there a code of the target side is named so instead of {@code reverse}.
 *
 * @param reverse whether the code stands on the target side of the maps
 * @param later   whether the names are those of later releases, so that the answer is to be one of those
 */
record TranslateQuestion(
        List<Coding> codings,
        boolean reverse,
        boolean later,
        Optional<String> fromScope,
        Optional<String> toScope,
        Optional<String> toSystem) {

    private static final Set<String> EARLIER = Set.of(
            "code", "system", "version", "coding", "codeableConcept", "source", "target", "targetsystem", "reverse");

    private static final List<String> CODES = List.of(
            "sourceCode",
            "sourceCoding",
            "sourceCodeableConcept",
            "targetCode",
            "targetCoding",
            "targetCodeableConcept");

    private static final Set<String> LATER = ParameterNames.union(
            Set.copyOf(CODES), Set.of("sourceSystem", "targetSystem", "sourceScope", "targetScope"));

    static final Set<String> NAMES = ParameterNames.union(EARLIER, LATER);

    static TranslateQuestion of(TerminologyParameters in) {
        return LATER.stream().anyMatch(in::has) ? ofLater(in) : ofEarlier(in);
    }

    private static TranslateQuestion ofEarlier(TerminologyParameters in) {
        var bare = new Coding()
                .setSystem(in.text("system").orElse(null))
                .setVersion(in.text("version").orElse(null));
        return new TranslateQuestion(
                TerminologyInput.codings(in, bare, "Send system."),
                in.flag("reverse"),
                false,
                in.text("source"),
                in.text("target"),
                in.text("targetsystem"));
    }

    private static TranslateQuestion ofLater(TerminologyParameters in) {
        var mixed = EARLIER.stream()
                .filter(name -> !Set.of("system", "version").contains(name))
                .filter(in::has)
                .sorted()
                .toList();
        var sent = CODES.stream().filter(in::has).toList();
        if (sent.size() != 1 || !mixed.isEmpty()) {
            throw RequestProblem.required("The request names a code " + sent.size() + " times in the way of R5"
                    + (mixed.isEmpty() ? "" : ", and has " + String.join(", ", mixed) + " of R4 beside it")
                    + ". Send exactly one of: " + String.join(", ", CODES) + "; or the parameters of R4 alone.");
        }
        var reverse = sent.get(0).startsWith("target");
        var side = reverse ? "target" : "source";
        var other = reverse ? "source" : "target";
        return new TranslateQuestion(
                codings(in, side),
                reverse,
                true,
                in.text(side + "Scope"),
                in.text(other + "Scope"),
                in.text(other + "System"));
    }

    private static List<Coding> codings(TerminologyParameters in, String side) {
        var system = in.text(side + "System").or(() -> in.text("system"));
        var codings = Stream.of(
                        in.text(side + "Code").stream()
                                .map(code -> new Coding()
                                        .setSystem(system.orElse(null))
                                        .setVersion(in.text("version").orElse(null))
                                        .setCode(code)),
                        in.coding(side + "Coding").stream(),
                        in.concept(side + "CodeableConcept").map(CodeableConcept::getCoding).stream()
                                .flatMap(List::stream))
                .flatMap(some -> some)
                .toList();
        if (codings.isEmpty() || codings.stream().anyMatch(coding -> !coding.hasSystem() || !coding.hasCode())) {
            throw RequestProblem.required("A code means nothing without its system. Send " + side + "System with "
                    + side + "Code, or codings with system and code.");
        }
        return codings;
    }
}
