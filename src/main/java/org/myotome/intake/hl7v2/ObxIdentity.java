package org.myotome.intake.hl7v2;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * By which a sender refers to a result again: OBX-21, or the filler order number with the sub-id and the code of the item. By
 * the standard a sub-id tells only results of one item from each other, and many senders have none; without the code, the left
 * arm could be corrected by what is said of the right one.
 */
final class ObxIdentity {

    private static final int SUB_ID = 4;
    private static final int INSTANCE = 21;

    private ObxIdentity() {}

    /**
     * The identities of the results of an order. Two that share one cannot be told from each other when one of them is
     * corrected, so they have none.
     */
    static Map<Segment, String> of(OruOrder order) {
        Optional<String> filler =
                ObrMapping.numbered(order, ObrMapping.FILLER).map(segment -> number(segment, ObrMapping.FILLER));
        Map<Segment, String> identities = new LinkedHashMap<>();
        Set<String> seen = new HashSet<>();
        Set<String> shared = new HashSet<>();
        for (OruResult result : order.results()) {
            of(result.obx(), filler).ifPresent(identity -> {
                if (!seen.add(identity)) {
                    shared.add(identity);
                }
                identities.put(result.obx(), identity);
            });
        }
        identities.values().removeIf(shared::contains);
        return identities;
    }

    private static Optional<String> of(Segment obx, Optional<String> filler) {
        if (obx.valued(INSTANCE, 1, 1).isPresent()) {
            return Optional.of(number(obx, INSTANCE));
        }
        String code = Hl7Codes.local(obx, ObxMapping.ITEM, 1)
                .map(local -> escaped(local.code()))
                .orElse("");
        return filler.map(number -> number + "#" + escaped(obx.text(SUB_ID, 1)) + "#" + code);
    }

    /** Of one of several values of a result: they follow each other always in the same order. */
    static String ofRepetition(String identity, int repetition) {
        return repetition == 1 ? identity : identity + "#" + repetition;
    }

    /** An EI with its authority. */
    private static String number(Segment segment, int field) {
        return Stream.of(1, 2, 3)
                .map(component -> segment.value(field, 1, component))
                .filter(part -> !part.isEmpty())
                .map(ObxIdentity::escaped)
                .collect(Collectors.joining("^"));
    }

    private static String escaped(String part) {
        return part.replace("%", "%25").replace("#", "%23").replace("^", "%5E");
    }
}
