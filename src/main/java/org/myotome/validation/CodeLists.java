package org.myotome.validation;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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

    private final ValueSetCodes valueSets;

    CodeLists(ValueSetCodes valueSets) {
        this.valueSets = valueSets;
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
            return "a code of %s (%d codes: GET ValueSet/$expand?url=%1$s), such as %s"
                    .formatted(canonical, codes.size(), list(codes.subList(0, FIRST)));
        }
        return "one of " + list(codes) + REMARKS.getOrDefault(canonical, "");
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
