package org.myotome.query.stats;

import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Parameters;
import org.myotome.FhirOperation;
import org.myotome.RequestProblem;
import org.myotome.guide.Guide;
import org.myotome.query.OperationInput;
import org.myotome.storage.projection.Code;
import org.myotome.storage.projection.StoredObservations;
import org.myotome.storage.projection.StrengthResult;
import org.myotome.storage.projection.StrengthResults;
import org.myotome.storage.projection.Tally;
import org.myotome.storage.question.Question;

/** {@code Observation/$stats}: figures of grades, scores and forces. See docs/operations/stats.md. */
final class StatsOperation implements FhirOperation {

    private final StatsInput reader;
    private final StrengthResults results;
    private final StoredObservations observations;
    private final StatsAnswer answer;

    StatsOperation(StatsInput reader, StrengthResults results, StoredObservations observations, StatsAnswer answer) {
        this.reader = reader;
        this.results = results;
        this.observations = observations;
        this.answer = answer;
    }

    @Operation(
            name = "$stats",
            typeName = "Observation",
            idempotent = true,
            canonicalUrl = Guide.BASE + "/OperationDefinition/stats")
    public Parameters stats(RequestDetails request) {
        Question question = Question.current();
        AskedStats asked =
                reader.read(OperationInput.strictlyOf(request, StatsInput.PARAMETERS), request.getFhirServerBase());
        List<Group> groups = groups(asked, results.tally(asked.filter()));
        groups.forEach(group -> requireSense(group, asked));
        question.check();
        List<Observation> sources = asked.sources() == 0 ? List.of() : sources(asked, question);
        return answer.of(asked, groups, sources);
    }

    private static List<Group> groups(AskedStats asked, List<Tally> tallies) {
        List<Group> groups = new ArrayList<>(Groups.of(
                tallies.stream()
                        .filter(tally -> !tally.item().equals(StatsInput.EXAM))
                        .toList(),
                asked.pooled()));
        groups.removeIf(group -> !asked.takes(group.scale()));
        // R4 answers each code that was asked for, also one of which there is nothing.
        asked.named().stream()
                .filter(item -> groups.stream().noneMatch(group -> group.item().equals(item)))
                .sorted(Comparator.comparing(Code::toString))
                .map(item -> new Group(item, Optional.empty(), Optional.empty(), List.of(), 0))
                .toList()
                .forEach(groups::add);
        return groups;
    }

    private static void requireSense(Group group, AskedStats asked) {
        List<String> senseless = asked.statistics().stream()
                .filter(statistic -> !Figures.allows(group, statistic))
                .map(StatisticCode::code)
                .toList();
        if (!senseless.isEmpty()) {
            throw RequestProblem.unprocessable("Sent: statistic " + String.join(", ", senseless) + ", of "
                    + group.item().code() + " on the scale "
                    + group.scale().map(Scale::name).orElse("")
                    + "\nAllowed: grades have an order, but the distance from one to the next is unknown and not the same"
                    + " everywhere; their sum, and what needs it, means nothing. Of them there are "
                    + Arrays.stream(StatisticCode.values())
                            .filter(statistic -> Figures.allows(group, statistic))
                            .map(StatisticCode::code)
                            .collect(Collectors.joining(", "))
                    + "\nFix: ask for median, 4-lower and 4-upper; or send scale with a unit, such as N or {score}, to"
                    + " look at quantities alone.");
        }
    }

    /** Those that the figures come from, the patients in the order of their rows. */
    private List<Observation> sources(AskedStats asked, Question question) {
        List<Long> rows = new ArrayList<>();
        results.each(asked.filter(), -1, ofPatient -> {
            question.check();
            ofPatient.stream()
                    .filter(result -> result.amount().isPresent() && asked.takes(Scale.of(result.value())))
                    .map(StrengthResult::row)
                    .limit(asked.sources() - (long) rows.size())
                    .forEach(rows::add);
            return rows.size() < asked.sources();
        });
        return observations.of(rows);
    }
}
