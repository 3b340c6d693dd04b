package org.myotome.query.pattern;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What no code system of Myotome holds, in {@code weakness-pattern.json}: which grades are normal, which movements are near the
 * trunk, which nerve is a branch of which, what a plexus supplies, and where each distribution has its lesion. Each line names
 * its source.
 */
record PatternTable(
        Map<String, String> sources,
        List<Scale> scales,
        List<PartLine> parts,
        List<Trunk> trunks,
        List<PlexusLine> plexuses,
        List<PatternLine> patterns) {

    private static final String FILE = "weakness-pattern.json";

    /**
     * @param scale the last part of the url of its CodeSystem
     * @param steps the codes from the weakest up; those of one step, such as the half grades, are no clear difference
     * @param apart how many steps make two sides clearly different
     * @param normal the codes that are not weak
     * @param unclear codes that say neither
     */
    record Scale(
            String scale, List<List<String>> steps, int apart, Set<String> normal, Set<String> unclear, String source) {

        /** The place of a code among the steps, from 0; -1 if it is none of them. */
        int step(String code) {
            return IntStream.range(0, steps.size())
                    .filter(place -> steps.get(place).contains(code))
                    .findFirst()
                    .orElse(-1);
        }
    }

    /** @param words what the source calls it */
    record PartLine(String movement, String part, String source, String words) {}

    record Trunk(String nerve, List<String> branches, String source) {}

    /** @param sources keys of the table's sources */
    record PlexusLine(
            String code,
            String display,
            String region,
            List<String> roots,
            List<String> alsoPrinted,
            List<String> nerves,
            List<String> halves,
            List<String> sources) {}

    /** @param lesionLevels codes of CodeSystem {@code lesion-level} at which a lesion has this distribution */
    record PatternLine(
            String code, String display, String definition, List<String> lesionLevels, List<String> sources) {}

    /** @throws IllegalStateException if a line names a source that is not there */
    static PatternTable load() {
        try (InputStream in = PatternTable.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException(FILE + " is not on the class path");
            }
            PatternTable table = new ObjectMapper().readValue(in, PatternTable.class);
            table.plexuses.forEach(line -> table.requireSources(line.code(), line.sources()));
            table.patterns.forEach(line -> table.requireSources(line.code(), line.sources()));
            table.parts.forEach(line -> table.requireSources(line.movement(), List.of(line.source())));
            table.trunks.forEach(line -> table.requireSources(line.nerve(), List.of(line.source())));
            return table;
        } catch (IOException e) {
            throw new UncheckedIOException(FILE + " cannot be read", e);
        }
    }

    private void requireSources(String line, List<String> keys) {
        if (keys.isEmpty() || !sources.keySet().containsAll(keys)) {
            throw new IllegalStateException(FILE + ": " + line + " has no source that is listed, but " + keys);
        }
    }

    PatternLine pattern(String code) {
        return patterns.stream()
                .filter(line -> line.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(FILE + " has no pattern " + code));
    }
}
