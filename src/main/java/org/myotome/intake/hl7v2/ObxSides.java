package org.myotome.intake.hl7v2;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.myotome.intake.Statement.Word;

/**
 * The words for the side that OBX-20 (site) and OBX-4 (sub-id) have. Whoever reads the words finds out whether they agree with each
 * other and with the item.
 */
final class ObxSides {

    private static final int SUB_ID = 4;
    private static final int SITE = 20;

    private static final String LEFT = "left";
    private static final String RIGHT = "right";

    /** A sub-id of digits, or a B after an A, only counts. */
    private static final Pattern SIDE =
            Pattern.compile("L|R|LT|RT|LEFT|RIGHT|BIL|BILAT|BILATERAL|BOTH", Pattern.CASE_INSENSITIVE);

    private static final Pattern SIDE_IN_WORDS =
            Pattern.compile("\\b(left|right|bilateral|both)\\b", Pattern.CASE_INSENSITIVE);

    /** HL7 table 0163: places on the limbs, each with L or R before it. */
    private static final Set<String> PLACES =
            Set.of("A", "ACF", "D", "F", "G", "H", "LFA", "MFA", "T", "UA", "UFA", "VG", "VL");

    private static final String BOTH = "both";

    /** Laterality, limbs and hands in SNOMED CT; what names both sides, or leaves the side open, is no side of one grade. */
    private static final Map<String, String> SNOMED = Map.ofEntries(
            Map.entry("7771000", LEFT),
            Map.entry("419161000", LEFT),
            Map.entry("80768000", LEFT),
            Map.entry("32153003", LEFT),
            Map.entry("85151006", LEFT),
            Map.entry("24028007", RIGHT),
            Map.entry("419465000", RIGHT),
            Map.entry("6921000", RIGHT),
            Map.entry("62175007", RIGHT),
            Map.entry("78791008", RIGHT),
            Map.entry("51440002", BOTH),
            Map.entry("66459002", BOTH));

    /** Muscles in MDC stand four by four: without side, left, right, and a number that is left free (domain.md §3.3). */
    private static final Pattern MUSCLE = Pattern.compile("459[0-6]\\d\\d|4597[0-6]\\d|458[89]\\d\\d");

    private static final int FIRST_MUSCLE = 7 << 16;

    private ObxSides() {}

    static List<Word> read(Segment obx) {
        List<Word> sides = new ArrayList<>();
        for (int repetition = 1; repetition <= obx.repetitions(SITE); repetition++) {
            ofSite(obx, repetition, sides);
        }
        Optional.of(obx.text(SUB_ID, 1))
                .filter(id -> SIDE.matcher(id).matches())
                .ifPresent(id -> sides.add(new Word(id, obx.place(SUB_ID))));
        return sides;
    }

    /** The sites in the words of the sender, as far as they say more than a side. */
    static List<String> sites(Segment obx) {
        List<String> sites = new ArrayList<>();
        for (int repetition = 1; repetition <= obx.repetitions(SITE); repetition++) {
            Hl7Codes.wordsOrCode(obx, SITE, repetition)
                    .filter(words -> !SIDE.matcher(words).matches())
                    .ifPresent(sites::add);
        }
        return sites;
    }

    private static void ofSite(Segment obx, int repetition, List<Word> sides) {
        for (int from : List.of(1, 4)) {
            String code = obx.value(SITE, repetition, from);
            ofCode(code, obx.value(SITE, repetition, from + 2))
                    .ifPresent(side -> sides.add(new Word(side, obx.place(SITE, repetition, from))));
        }
        for (int component : List.of(2, 5, 9)) {
            ofWords(obx.value(SITE, repetition, component))
                    .ifPresent(side -> sides.add(new Word(side, obx.place(SITE, repetition, component))));
        }
    }

    /** The side that a text names; all of it if it names several, so that nobody takes one of them for the side. */
    private static Optional<String> ofWords(String text) {
        List<String> words =
                SIDE_IN_WORDS.matcher(text).results().map(MatchResult::group).toList();
        boolean several = words.stream()
                        .map(word -> word.toLowerCase(Locale.ROOT))
                        .distinct()
                        .count()
                > 1;
        return several ? Optional.of(text) : words.stream().findFirst();
    }

    private static Optional<String> ofCode(String code, String system) {
        if (SIDE.matcher(code).matches() && !isSiteTable(system)) {
            return Optional.of(code);
        }
        if (system.equals("SCT")) {
            return Optional.ofNullable(SNOMED.get(code));
        }
        if (system.equals("MDC")) {
            return ofMuscle(code);
        }
        Optional<String> words = ofWords(code);
        if (words.isPresent()) {
            return words;
        }
        boolean limb = isSiteTable(system) && code.length() > 1 && PLACES.contains(code.substring(1));
        return limb && code.startsWith("L")
                ? Optional.of(LEFT)
                : limb && code.startsWith("R") ? Optional.of(RIGHT) : Optional.empty();
    }

    private static Optional<String> ofMuscle(String code) {
        if (!MUSCLE.matcher(code).matches()) {
            return Optional.empty();
        }
        return switch ((Integer.parseInt(code) - FIRST_MUSCLE) % 4) {
            case 1 -> Optional.of(LEFT);
            case 2 -> Optional.of(RIGHT);
            default -> Optional.empty();
        };
    }

    /** There, LT is the left thigh. */
    private static boolean isSiteTable(String system) {
        return system.toUpperCase(Locale.ROOT).endsWith("0163");
    }
}
