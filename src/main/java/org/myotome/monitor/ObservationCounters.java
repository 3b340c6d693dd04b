package org.myotome.monitor;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;

/** Counts Observations that were stored and refused, and the rules by which something was refused. */
final class ObservationCounters {

    /** Of rules; more than there are, but a label must not have as many values as somebody likes to cause. */
    private static final int MOST_RULES = 250;

    private static final String OTHER_RULE = "other";

    private final MeterRegistry registry;
    private final Map<Channel, Counter> accepted = new EnumMap<>(Channel.class);
    private final Map<Channel, Counter> refused = new EnumMap<>(Channel.class);
    private final Map<Reason, Counter> reasons = new ConcurrentHashMap<>();
    private final Set<String> rules = ConcurrentHashMap.newKeySet();

    ObservationCounters(MeterRegistry registry) {
        this.registry = registry;
        for (Channel channel : Channel.values()) {
            accepted.put(
                    channel,
                    Counter.builder("myotome.observations.accepted")
                            .description("Observations that were stored and acknowledged")
                            .tag("channel", channel.label())
                            .register(registry));
            refused.put(
                    channel,
                    Counter.builder("myotome.observations.refused")
                            .description("Observations that were refused, each alone or with all that came with it")
                            .tag("channel", channel.label())
                            .register(registry));
        }
    }

    private record Reason(Channel channel, String rule) {}

    void accepted(Channel channel, long observations) {
        if (observations > 0) {
            accepted.get(channel).increment(observations);
        }
    }

    void refused(Channel channel, long observations) {
        if (observations > 0) {
            refused.get(channel).increment(observations);
        }
    }

    /** Each error of an answer to something that was to be stored, unless the server itself has failed. */
    void reasons(Channel channel, OperationOutcome outcome) {
        Set<String> found = outcome.getIssue().stream()
                .filter(ObservationCounters::refuses)
                .map(ObservationCounters::rule)
                .collect(Collectors.toSet());
        found.forEach(rule -> reason(channel, rule));
    }

    private static boolean refuses(OperationOutcomeIssueComponent issue) {
        boolean error = issue.getSeverity() == IssueSeverity.ERROR || issue.getSeverity() == IssueSeverity.FATAL;
        return error && issue.getCode() != IssueType.EXCEPTION && issue.getCode() != IssueType.TRANSIENT;
    }

    /** The id of the rule; what is no rule of the gate, such as text that is no JSON, goes by the kind of the issue. */
    private static String rule(OperationOutcomeIssueComponent issue) {
        String rule = issue.getDetails().getCodingFirstRep().getCode();
        return rule == null && issue.getCode() != null ? issue.getCode().toCode() : String.valueOf(rule);
    }

    /** @param rule the id of a rule of the gate or of the intake; never something that was sent */
    void reason(Channel channel, String rule) {
        boolean known = rules.contains(rule) || rules.size() < MOST_RULES && rules.add(rule);
        reasons.computeIfAbsent(new Reason(channel, known ? rule : OTHER_RULE), this::counter)
                .increment();
    }

    private Counter counter(Reason reason) {
        return Counter.builder("myotome.refusals")
                .description("Rules by which something was refused, each once for a request, message or row")
                .tag("channel", reason.channel().label())
                .tag("rule", reason.rule())
                .register(registry);
    }
}
