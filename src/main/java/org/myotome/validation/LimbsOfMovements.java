package org.myotome.validation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Observation;
import org.myotome.guide.Guide;
import org.myotome.guide.ValueSetCodes;

/** Which limb goes with a tested movement, as the invariant {@code myo-5} of movement-strength has it. */
final class LimbsOfMovements {

    private static final String KEY = "myo-5";

    /** In SNOMED CT. */
    private static final String NECK = "45048000";

    private final Map<Markers.Key, List<Coding>> limbs = new HashMap<>();

    LimbsOfMovements(ValueSetCodes valueSets) {
        for (String limb : List.of("upper-limb", "lower-limb")) {
            List<Coding> sites = valueSets.of(Guide.BASE + "/ValueSet/" + limb + "-site");
            Markers.keysOf(valueSets, limb + "-movement").forEach(movement -> limbs.put(movement, sites));
        }
        List<Coding> neck = valueSets.of(Guide.BASE + "/ValueSet/lateralised-site").stream()
                .filter(site -> NECK.equals(site.getCode()))
                .toList();
        Markers.keysOf(valueSets, "neck-movement").forEach(movement -> limbs.put(movement, neck));
    }

    /**
     * The limbs, left and right, that go with the movement of an Observation; empty where another invariant is broken, or the
     * movement belongs to no limb.
     */
    Optional<String> allowed(String key, List<Base> broken) {
        return key.equals(KEY)
                ? broken.stream()
                        .filter(Observation.class::isInstance)
                        .flatMap(grade -> ((Observation) grade).getCode().getCoding().stream())
                        .filter(movement -> limbs.containsKey(key(movement)))
                        .map(movement -> movement.getCode() + " goes with "
                                + limbs.get(key(movement)).stream()
                                        .map(Elements::inShort)
                                        .collect(Collectors.joining(" or ")))
                        .findFirst()
                : Optional.empty();
    }

    private static Markers.Key key(Coding movement) {
        return new Markers.Key(movement.getSystem(), movement.getCode());
    }
}
