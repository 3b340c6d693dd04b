package org.myotome.validation;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Coding;
import org.myotome.guide.Guide;
import org.myotome.guide.ValueSetCodes;

/** The codes of a ValueSet in words. */
final class CodeLists {

    /** A longer list is named by its ValueSet, which the reader can expand. */
    private static final int LONGEST = 12;

    private static final int FIRST = 4;

    /** What else must be sent with some of the codes, so that it need not be learnt by a second refusal ({@code myo-3}). */
    private static final Map<String, String> REMARKS =
            Map.of(Guide.BASE + "/ValueSet/mrc-muscle-grade", "; 4-minus and 4-plus go with the method mrc-expanded");

    /** A shorter word, as of, says nothing. */
    private static final int SHORTEST_WORD = 4;

    private final ValueSetCodes valueSets;
    private final Set<String> sent;

    CodeLists(ValueSetCodes valueSets) {
        this(valueSets, Set.of());
    }

    private CodeLists(ValueSetCodes valueSets, Set<String> sent) {
        this.valueSets = valueSets;
        this.sent = sent;
    }

    /** The same for somebody who sent these codes. */
    CodeLists beside(List<String> codes) {
        return new CodeLists(
                valueSets, codes.stream().flatMap(CodeLists::words).collect(Collectors.toUnmodifiableSet()));
    }

    private static Stream<String> words(String code) {
        return Stream.of(code.toLowerCase(Locale.ROOT).split("[^\\p{L}]+"))
                .filter(word -> word.length() >= SHORTEST_WORD);
    }

    /** Whether the codes of the ValueSet are known. */
    boolean has(String canonical) {
        return !valueSets.of(canonical).isEmpty();
    }

    /** A long list is named, with its first codes; where all are of one system, the system is said once. */
    String of(String canonical) {
        List<Coding> codes = valueSets.of(canonical);
        if (codes.isEmpty()) {
            return "a code of " + canonical;
        }
        if (codes.size() > LONGEST) {
            List<Coding> alike = alike(codes);
            return "a code of %s (%d codes: GET ValueSet/$expand?url=%1$s), such as %s"
                    .formatted(canonical, codes.size(), list(alike.isEmpty() ? codes.subList(0, FIRST) : alike));
        }
        return "one of " + list(codes) + REMARKS.getOrDefault(canonical, "");
    }

    /**
     * Those that have a word in common with what was sent, in the order of the ValueSet and not by how alike they look: the
     * opposite of a movement differs from it by a few letters.
     */
    private List<Coding> alike(List<Coding> codes) {
        return codes.stream()
                .filter(code -> words(code.getCode()).anyMatch(sent::contains))
                .limit(LONGEST)
                .toList();
    }

    private static String list(List<Coding> codes) {
        boolean oneSystem = codes.stream().map(Coding::getSystem).distinct().count() == 1;
        String list = codes.stream()
                .map(code -> (oneSystem ? "" : code.getSystem() + "|")
                        + (code.hasDisplay() ? "%s (%s)".formatted(code.getCode(), code.getDisplay()) : code.getCode()))
                .collect(Collectors.joining(" | "));
        return oneSystem ? list + " of " + codes.get(0).getSystem() : list;
    }
}
