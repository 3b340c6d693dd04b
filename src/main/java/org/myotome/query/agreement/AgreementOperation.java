package org.myotome.query.agreement;

import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Parameters;
import org.myotome.FhirOperation;
import org.myotome.RequestProblem;
import org.myotome.guide.Guide;
import org.myotome.query.AskedItems;
import org.myotome.query.AskedPatients;
import org.myotome.query.AskedTime;
import org.myotome.query.OperationInput;
import org.myotome.storage.ResourceStore;
import org.myotome.storage.projection.ResultFilter;
import org.myotome.storage.projection.StrengthResult;
import org.myotome.storage.projection.StrengthResults;
import org.myotome.storage.question.Question;

/** {@code Observation/$agreement}: how far do two raters agree? See docs/operations/agreement.md. */
final class AgreementOperation implements FhirOperation {

    private static final Set<String> KNOWN = Set.of(
            "code",
            "code:in",
            "side",
            "start",
            "end",
            "patient",
            "subject",
            "performer",
            "scale",
            "within",
            "by",
            "preliminary");

    private final GradeScales scales;
    private final AskedPatients patients;
    private final AskedItems items;
    private final StrengthResults results;
    private final ResourceStore store;
    private final AgreementAnswer answer;

    AgreementOperation(
            GradeScales scales,
            AskedPatients patients,
            AskedItems items,
            StrengthResults results,
            ResourceStore store,
            AgreementAnswer answer) {
        this.scales = scales;
        this.patients = patients;
        this.items = items;
        this.results = results;
        this.store = store;
        this.answer = answer;
    }

    @Operation(
            name = "$agreement",
            typeName = "Observation",
            idempotent = true,
            canonicalUrl = Guide.BASE + "/OperationDefinition/agreement")
    public Parameters agreement(RequestDetails request) {
        Question question = Question.current();
        OperationInput input = OperationInput.of(request, KNOWN);
        Optional<RankedScale> asked = input.one("scale").map(scales::of);
        Duration within = PairingWindow.of(input);
        boolean byItem = input.choice("by", List.of("all", "item")).equals("item");
        ResultFilter filter = filter(input);
        AskedRaters raters = new AskedRaters(input, results, store);
        RatedPairs pairs = new RatedPairs(
                asked.map(scale -> Map.of(scale.name(), scale)).orElseGet(scales::all), within, question::check);
        results.each(filter, 0, patient -> {
            question.check();
            raters.learn(patient.stream()
                    .map(StrengthResult::performer)
                    .filter(OptionalLong::isPresent)
                    .map(OptionalLong::getAsLong)
                    .collect(Collectors.toSet()));
            pairs.add(patient, raters::counts);
            return true;
        });
        Optional<RankedScale> scale = asked.or(() -> only(pairs.pairs()));
        return answer.of(
                scale, within, pairs.grades(), tables(scale, pairs.pairs(), raters, byItem), raters, question::check);
    }

    private ResultFilter filter(OperationInput input) {
        AskedTime time = AskedTime.ofStartAndEnd(input);
        Set<Long> asked = new HashSet<>(patients.of(Stream.of("patient", "subject")
                        .flatMap(name -> input.all(name).stream())
                        .toList())
                .values());
        return ResultFilter.FINAL
                .ofPatients(asked)
                .ofItems(items.of(input))
                .ofSides(AskedItems.sides(input))
                .ofStandings(AskedItems.standings(input))
                .within(time.from(), time.before());
    }

    /** The scale of all pairs; the same digit means different things on two scales, so that they are never put together. */
    private static Optional<RankedScale> only(List<RatedPair> pairs) {
        Map<String, Long> found = pairs.stream()
                .collect(Collectors.groupingBy(pair -> pair.scale().name(), TreeMap::new, Collectors.counting()));
        if (found.size() > 1) {
            throw RequestProblem.required("The pairs are of several scales, which cannot be compared: "
                    + found.entrySet().stream()
                            .map(scale -> scale.getKey() + " (" + scale.getValue() + " pairs)")
                            .collect(Collectors.joining(", "))
                    + ". Name one as parameter \"scale\".");
        }
        return pairs.stream().map(RatedPair::scale).findFirst();
    }

    private static Map<Optional<RatedItem>, AgreementTable> tables(
            Optional<RankedScale> scale, List<RatedPair> pairs, AskedRaters raters, boolean byItem) {
        if (scale.isEmpty() || pairs.isEmpty()) {
            return Map.of();
        }
        Function<RatedPair, Optional<RatedItem>> group = pair -> byItem ? Optional.of(pair.item()) : Optional.empty();
        Map<Optional<RatedItem>, AgreementTable> tables = new TreeMap<>(AgreementAnswer.ORDER);
        pairs.stream()
                .collect(Collectors.groupingBy(group))
                .forEach((item, of) -> tables.put(item, AgreementTable.of(scale.get(), of, raters.order())));
        return tables;
    }
}
