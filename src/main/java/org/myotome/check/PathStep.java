package org.myotome.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One step of a FHIRPath that names an element.
 *
 * @param type of a choice element, from {@code ofType}
 */
record PathStep(String name, Optional<Integer> index, Optional<String> type) {

    private static final Pattern STEP = Pattern.compile(
            "([A-Za-z0-9_]+)(?:\\[x])?(?:\\[(\\d{1,9})])?" + "(?:\\.ofType\\(([A-Za-z]+)\\))?(?:\\.|$)");

    /** Up to the first thing that names no element, such as a condition. */
    static List<PathStep> of(String path) {
        List<PathStep> steps = new ArrayList<>();
        Matcher step = STEP.matcher(path);
        while (step.lookingAt()) {
            steps.add(new PathStep(
                    step.group(1),
                    Optional.ofNullable(step.group(2)).map(Integer::valueOf),
                    Optional.ofNullable(step.group(3))));
            step.region(step.end(), path.length());
        }
        return steps;
    }
}
