package org.myotome.query.trend;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.myotome.query.AskedCohort;
import org.myotome.query.AskedItems;
import org.myotome.query.AskedTime;
import org.myotome.query.OperationInput;
import org.myotome.query.PatientPage;
import org.myotome.query.trend.Change.Direction;
import org.myotome.storage.projection.ResultFilter;
import org.myotome.storage.question.Question;

/**
 * What was asked of {@code $strength-trend}.
 *
 * @param filter of the results, of all patients
 * @param change which changes a series must have to be shown; empty for every series
 * @param points whether the results of the series are shown beside their changes
 */
record TrendRequest(
        OperationInput input,
        Question question,
        ResultFilter filter,
        Trend trend,
        Optional<Set<Direction>> change,
        boolean points,
        boolean diagnosis) {

    private static final Set<String> PARAMETERS = Set.of(
            "code",
            "code:in",
            "side",
            "start",
            "end",
            "change",
            "baseline",
            "preliminary",
            "points",
            "force-percent",
            "diagnosis");
    private static final int MOST_PERCENT = 1000;

    static TrendRequest of(RequestDetails request, boolean onePatient, AskedItems items) {
        Question question = Question.current();
        Set<String> known = new HashSet<>(PARAMETERS);
        known.addAll(onePatient ? Set.of() : AskedCohort.PARAMETERS);
        known.addAll(PatientPage.PARAMETERS);
        OperationInput input = OperationInput.of(request, known);
        if (onePatient) {
            PatientPage.refuse(input);
        }
        AskedTime time = AskedTime.ofStartAndEnd(input);
        Optional<Set<Direction>> change =
                input.has("change") ? Optional.of(directions(input)) : Optional.<Set<Direction>>empty();
        return new TrendRequest(
                input,
                question,
                ResultFilter.FINAL
                        .ofItems(items.of(input))
                        .ofSides(AskedItems.sides(input))
                        .ofStandings(AskedItems.standings(input))
                        .within(time.from(), time.before()),
                new Trend(
                        input.choice("baseline", List.of("consecutive", "first"))
                                .equals("first"),
                        input.has("force-percent")
                                ? Optional.of(input.number("force-percent", 1, MOST_PERCENT, 1))
                                : Optional.empty()),
                change,
                input.has("points") ? input.flag("points") : change.isEmpty(),
                input.flag("diagnosis"));
    }

    private static Set<Direction> directions(OperationInput input) {
        return switch (input.choice("change", List.of("any", "loss", "gain"))) {
            case "loss" -> EnumSet.of(Direction.LOSS);
            case "gain" -> EnumSet.of(Direction.GAIN);
            default -> EnumSet.allOf(Direction.class);
        };
    }

    /** The series that are to be shown, with the changes that are. */
    List<Series> shown(List<Series> series) {
        return change.map(directions -> series.stream()
                        .map(one -> one.only(found -> found.counts() && directions.contains(found.direction())))
                        .filter(one -> !one.changes().isEmpty())
                        .toList())
                .orElse(series);
    }
}
