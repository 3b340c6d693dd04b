package org.myotome.query.stats;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeSystem;
import org.myotome.RequestProblem;
import org.myotome.guide.Guide;
import org.myotome.guide.StrengthCodes;
import org.myotome.query.AskedItems;
import org.myotome.query.AskedPatients;
import org.myotome.query.AskedTime;
import org.myotome.query.OperationInput;
import org.myotome.storage.projection.Code;

/** Reads what is asked for. */
final class StatsInput {

    static final Set<String> PARAMETERS = Set.of(
            "subject",
            "patient",
            "code",
            "system",
            "coding",
            "code:in",
            "side",
            "scale",
            "pool-sides",
            "duration",
            "period",
            "statistic",
            "histogram",
            "preliminary",
            "include",
            "limit");

    static final Code EXAM = new Code(StrengthCodes.MEASURE, "strength-exam");

    private static final int SOURCES = 100;
    private static final int MOST_SOURCES = 1_000;
    private static final List<String> UNITS = List.of("N", "N.m", "kPa", "{score}");

    /** The words that the documentation of R4's parameter has for two of the codes. */
    private static final Map<String, String> SHORT = Map.of("max", "maximum", "min", "minimum");

    private final AskedPatients patients;
    private final AskedItems items;
    private final Guide guide;

    StatsInput(AskedPatients patients, AskedItems items, Guide guide) {
        this.patients = patients;
        this.items = items;
        this.guide = guide;
    }

    /** @param base of this server, without a slash at the end */
    AskedStats read(OperationInput input, String base) {
        List<String> references = new ArrayList<>(input.all("subject"));
        references.addAll(input.all("patient"));
        Set<Code> named = named(input);
        return new AskedStats(
                patients.of(references, base),
                items(input, named),
                named,
                AskedItems.sides(input),
                AskedItems.standings(input),
                time(input),
                statistics(input),
                input.one("scale").map(this::knownScale),
                input.flag("pool-sides"),
                input.flag("histogram"),
                input.flag("include") ? input.number("limit", 1, MOST_SOURCES, SOURCES) : 0);
    }

    private Set<Code> named(OperationInput input) {
        Optional<String> system = input.one("system");
        if (system.isPresent() && !input.has("code")) {
            throw RequestProblem.invalid("Parameter \"system\" was sent without \"code\". Send both, or a coding.");
        }
        Set<String> tokens = new LinkedHashSet<>(input.all("coding"));
        input.all("code").stream()
                .map(code -> code.contains("|")
                        ? code
                        : system.map(sent -> sent + "|").orElse("") + code)
                .forEach(tokens::add);
        Set<Code> named = items.ofTokens(tokens);
        if (named.contains(EXAM)) {
            throw RequestProblem.invalid(
                    "An exam has no value of its own. Send the codes of what was tested, or code:in=" + Guide.BASE
                            + "/ValueSet/tested-movement; without a code all of them are looked at.");
        }
        return named;
    }

    private Set<Code> items(OperationInput input, Set<Code> named) {
        Set<Code> asked = new LinkedHashSet<>(named);
        asked.addAll(items.ofValueSets(input));
        return asked;
    }

    private static AskedTime time(OperationInput input) {
        if (input.has("duration") && input.has("period")) {
            throw RequestProblem.invalid("Parameters \"duration\" and \"period\" were both sent. Send one of them.");
        }
        Optional<Duration> duration = input.one("duration")
                .map(text -> OperationInput.parse(
                        "duration", text, "hours, such as 24 or 0.5, at most 2000000", StatsInput::hours));
        Instant now = Instant.now();
        return duration.map(hours -> new AskedTime(Optional.of(now.minus(hours)), Optional.of(now.plusMillis(1))))
                .orElseGet(() -> AskedTime.ofPeriod(input));
    }

    private static Duration hours(String text) {
        if (!text.matches("\\d{1,7}(\\.\\d{1,6})?")) {
            throw new IllegalArgumentException();
        }
        BigDecimal hours = new BigDecimal(text);
        if (hours.signum() == 0 || hours.intValue() > 2_000_000) {
            throw new IllegalArgumentException();
        }
        return Duration.ofMillis(hours.multiply(new BigDecimal(3_600_000)).longValue());
    }

    private static List<StatisticCode> statistics(OperationInput input) {
        if (!input.has("statistic")) {
            throw RequestProblem.required("No statistic is asked for. Send one or more as \"statistic\": "
                    + codes(Stream.of(StatisticCode.values()))
                    + ". Of grades there are "
                    + codes(Stream.of(StatisticCode.values())
                            .filter(statistic -> statistic.isCount() || statistic.isRank()))
                    + ".");
        }
        return input.all("statistic").stream()
                .map(StatsInput::statistic)
                .distinct()
                .toList();
    }

    private static StatisticCode statistic(String sent) {
        StatisticCode statistic = StatisticCode.of(SHORT.getOrDefault(sent, sent))
                .orElseThrow(() -> RequestProblem.invalid("Parameter \"statistic\" is \"" + sent + "\". It can be: "
                        + codes(Stream.of(StatisticCode.values())) + "."));
        if (statistic == StatisticCode.REGRESSION) {
            throw RequestProblem.notSupported(
                    "Parameter \"statistic\" is regression, which this server does not compute: of"
                            + " grades there is none, and of forces at irregular times it says little. Patient/[id]/$strength-trend"
                            + " has the values with their times.");
        }
        return statistic;
    }

    private static String codes(Stream<StatisticCode> statistics) {
        return statistics.map(StatisticCode::code).collect(Collectors.joining(", "));
    }

    private String knownScale(String sent) {
        String url = sent.contains("/") ? sent : Guide.BASE + "/CodeSystem/" + sent;
        String unit = sent.equals("score") ? "{score}" : sent;
        if (!UNITS.contains(unit) && guide.find(CodeSystem.class, url).isEmpty()) {
            throw RequestProblem.invalid(
                    "Parameter \"scale\" is \"" + sent + "\". Send the url or the id of a CodeSystem of"
                            + " grades, such as mrc-muscle-grade, isncsci-motor-value, mmt-grade or mrc-rasch-2012, or a unit: "
                            + String.join(", ", UNITS) + ".");
        }
        return unit;
    }
}
