package org.myotome.intake.csv;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.myotome.intake.IntakeIssue;
import org.myotome.intake.IntakeRefusal;
import org.myotome.intake.IntakeRule;
import org.myotome.intake.Place;

/** Finds out what the columns of one table say, and everything that is wrong with its header. */
final class HeaderReading {

    /** A slip of the pen is at most two letters wrong. */
    private static final int SLIP = 2;

    private final List<String> names;
    private final Place place;
    private final TableSettings settings;
    private final Map<Role, Integer> roles = new EnumMap<>(Role.class);
    private final List<Integer> others = new ArrayList<>();
    private final List<IntakeIssue> issues = new ArrayList<>();

    HeaderReading(TableRow header, TableSettings settings) {
        this.names = header.cells().stream().map(String::strip).toList();
        this.place = new TablePlace(header.line(), "");
        this.settings = settings;
    }

    Columns columns() {
        Map<String, Role> mapped = mapped();
        Map<String, String> seen = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            String name = Role.folded(names.get(i));
            String twin = name.isEmpty() ? null : seen.put(name, names.get(i));
            if (twin != null) {
                twice("Two columns have the same name.", twin, names.get(i));
            } else if (!name.isEmpty()) {
                place(i, Optional.ofNullable(mapped.get(name)).or(() -> Role.ofHeader(name)));
            }
        }
        boolean wide = !roles.containsKey(Role.MOVEMENT) && !roles.containsKey(Role.VALUE);
        missing(wide);
        scale();
        if (!wide) {
            others.forEach(this::unknown);
        }
        if (!issues.isEmpty()) {
            throw new IntakeRefusal(issues);
        }
        return new Columns(names, roles, wide ? others : List.of());
    }

    /** The mapping by folded names; it must not speak of columns that the table has not. */
    private Map<String, Role> mapped() {
        Map<String, Role> mapped = new HashMap<>();
        List<String> folded = names.stream().map(Role::folded).toList();
        settings.said().columns().forEach((name, role) -> {
            mapped.put(Role.folded(name), role);
            if (!folded.contains(Role.folded(name))) {
                add(
                        IntakeRule.REQUIRED_MISSING,
                        "The mapping names a column that the table has not.",
                        name,
                        shown(names),
                        "Mend the name in the mapping, or send the table that it is for.");
            }
        });
        return mapped;
    }

    private void place(int column, Optional<Role> role) {
        if (role.isEmpty()) {
            others.add(column);
        } else if (role.get() != Role.IGNORE) {
            Integer twin = roles.putIfAbsent(role.get(), column);
            if (twin != null) {
                twice("Two columns mean " + role.get().word() + ".", names.get(twin), names.get(column));
            }
        }
    }

    private void twice(String message, String one, String other) {
        add(
                IntakeRule.SAID_TWICE,
                message,
                one + " and " + other,
                "names that differ in more than case, spaces, hyphens and underscores, and one column for each meaning",
                "Rename or leave out one of them, or map it to ignore.");
    }

    private void missing(boolean wide) {
        List<Role> missing = (wide ? Role.OF_WIDE : Role.OF_LONG)
                .stream().filter(role -> !roles.containsKey(role)).toList();
        if (!missing.isEmpty() || wide && others.isEmpty()) {
            String lacks = missing.isEmpty()
                    ? "of a movement"
                    : shown(missing.stream().map(Role::word).toList());
            add(
                    IntakeRule.REQUIRED_MISSING,
                    "The table lacks columns: " + lacks + ".",
                    shown(names),
                    "for one grade in a row: " + words(Role.OF_LONG) + "; for one exam in a row: " + words(Role.OF_WIDE)
                            + " and a column for each movement and side",
                    "Add the columns, or say by a mapping which columns they are. Cells of side and position may be empty.");
        }
    }

    /** Grades of unknown scale cannot be told from each other: 3 is normal on one, and 10 on another. */
    private void scale() {
        if (!roles.containsKey(Role.SCALE) && settings.scale().isEmpty()) {
            add(
                    IntakeRule.SCALE_MISSING,
                    "Nothing says which scale the grades are of.",
                    "no column scale, and no scale beside the table",
                    "a column scale, or one scale for the whole table, such as mrc-0-5",
                    "Add the column, or name the scale with the parameter scale or in the mapping.");
        }
    }

    private void unknown(int column) {
        String name = names.get(column);
        Optional<String> near = Stream.of(Role.values())
                .filter(role -> role != Role.IGNORE)
                .map(Role::word)
                .min(Comparator.comparing(word -> distance(word, name)))
                .filter(word -> distance(word, name) <= SLIP);
        add(
                IntakeRule.WRONG_FORM,
                "The table has a column of unknown meaning.",
                name,
                words(List.of(Role.values())),
                near.map(word -> "Did you mean " + word + "? ").orElse("")
                        + "Rename the column, or map it, to ignore if it is of no concern.");
    }

    private static int distance(String word, String name) {
        return LevenshteinDistance.getDefaultInstance().apply(word, Role.folded(name));
    }

    private static String words(List<Role> roles) {
        return shown(roles.stream()
                .filter(role -> role != Role.IGNORE)
                .map(Role::word)
                .toList());
    }

    private static String shown(List<String> names) {
        return String.join(", ", names);
    }

    private void add(IntakeRule rule, String message, String sent, String allowed, String fix) {
        issues.add(IntakeIssue.error(rule, place, message, sent, allowed, fix));
    }
}
