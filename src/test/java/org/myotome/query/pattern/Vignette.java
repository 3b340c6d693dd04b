package org.myotome.query.pattern;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.myotome.strength.Side;
import org.myotome.strength.SidedMovement;

/**
 * A patient of a textbook or a case report.
 *
 * @param says what the source says, in few words
 * @param grades by {@code left arm}, {@code both legs} or {@code neck}: {@code movement grade, movement grade}
 * @param gradesBy {@code source}, or {@code us} where the source names the muscles only
 * @param others {@code normal} if the source says, or we set, that the rest of the standard exam is normal
 * @param result what the answer must be
 * @param expected the distributions that the source names
 * @param alsoRight those that nobody who reads the grades would call wrong
 */
record Vignette(
        String id,
        String source,
        String says,
        Map<String, String> grades,
        String gradesBy,
        @Nullable String others,
        String result,
        Set<String> expected,
        Set<String> alsoRight,
        @Nullable String note) {

    private static final Path FILE = Path.of("src/test/resources/query/pattern/vignettes.json");

    /** The exam of somebody who tests every limb. */
    private static final Map<String, List<String>> STANDARD = Map.of(
            "arm",
            List.of(
                    "shoulder-abduction",
                    "shoulder-external-rotation",
                    "elbow-flexion",
                    "elbow-extension",
                    "wrist-extension",
                    "wrist-flexion",
                    "finger-flexion",
                    "finger-extension",
                    "finger-abduction",
                    "thumb-abduction-palmar"),
            "leg",
            List.of(
                    "hip-flexion",
                    "hip-extension",
                    "hip-abduction",
                    "hip-adduction",
                    "knee-extension",
                    "knee-flexion",
                    "ankle-dorsiflexion",
                    "ankle-plantarflexion",
                    "ankle-inversion",
                    "ankle-eversion",
                    "great-toe-extension"));

    static List<Vignette> all() {
        try {
            return new ObjectMapper().readValue(FILE.toFile(), new TypeReference<List<Vignette>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isGradedBySource() {
        return gradesBy.equals("source");
    }

    /** Each movement or key muscle on each side, with the code of its grade. */
    Map<SidedMovement, String> codes() {
        Map<SidedMovement, String> codes = new LinkedHashMap<>();
        grades.forEach((place, list) -> {
            for (String line : list.split(", ")) {
                String[] words = line.split(" ");
                sides(place).forEach(side -> codes.put(new SidedMovement(words[0], side), words[1]));
            }
        });
        if ("normal".equals(others)) {
            Limb.SIDES.forEach(side -> STANDARD.values().stream()
                    .flatMap(List::stream)
                    .map(movement -> new SidedMovement(movement, side))
                    .filter(movement -> !isLeftOut(movement))
                    .forEach(movement -> codes.putIfAbsent(movement, "5")));
        }
        return codes;
    }

    private static Stream<Side> sides(String place) {
        return switch (place.split(" ")[0]) {
            case "left" -> Stream.of(Side.LEFT);
            case "right" -> Stream.of(Side.RIGHT);
            case "both" -> Limb.SIDES.stream();
            default -> Stream.of(Side.NONE);
        };
    }

    /** What the source gives a grade that is none of the MRC scale is not tested, and certainly not normal. */
    private boolean isLeftOut(SidedMovement movement) {
        return LEFT_OUT.getOrDefault(id, List.of()).contains(movement);
    }

    private static final Map<String, List<SidedMovement>> LEFT_OUT = Map.of(
            "als",
            List.of(
                    new SidedMovement("elbow-flexion", Side.LEFT),
                    new SidedMovement("elbow-extension", Side.LEFT),
                    new SidedMovement("wrist-extension", Side.LEFT)),
            "diabetic-radiculoplexus",
            List.of(new SidedMovement("hip-flexion", Side.RIGHT), new SidedMovement("hip-adduction", Side.LEFT)));

    Findings findings(PatternTable table, Anatomy anatomy) {
        List<Finding> findings = new ArrayList<>();
        codes().forEach((movement, code) -> findings.add(Grades.finding(table, anatomy, movement, code)));
        return new Findings(anatomy, findings);
    }

    static Set<String> compatible(PatternResult result) {
        Set<String> patterns = new TreeSet<>();
        result.judgements().stream()
                .filter(Judgement::isCompatible)
                .forEach(judgement -> patterns.add(judgement.pattern().toString()));
        return patterns;
    }
}
