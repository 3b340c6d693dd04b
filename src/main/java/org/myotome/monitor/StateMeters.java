package org.myotome.monitor;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Optional;
import org.myotome.intake.hl7v2.MllpListener;
import org.myotome.storage.projection.ProjectionRebuild;
import org.myotome.storage.readiness.WriteCheck;
import org.myotome.validation.Gate;

/** What the parts of the server know of themselves, asked when somebody scrapes. */
final class StateMeters implements MeterBinder {

    private static final String VALIDATIONS = "myotome.validations";

    private final Gate gate;
    private final WriteCheck writes;
    private final ProjectionRebuild projection;
    private final Backlog backlog;
    private final Optional<MllpListener> mllp;

    StateMeters(
            Gate gate, WriteCheck writes, ProjectionRebuild projection, Backlog backlog, Optional<MllpListener> mllp) {
        this.gate = gate;
        this.writes = writes;
        this.projection = projection;
        this.backlog = backlog;
        this.mllp = mllp;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        FunctionCounter.builder(VALIDATIONS, gate, Gate::acceptedByCompiledProfiles)
                .description(
                        "Submissions by who judged them: compiled profiles, which can only accept, or the HL7 validator")
                .tag("by", "profiles")
                .register(registry);
        FunctionCounter.builder(VALIDATIONS, gate, Gate::givenToValidator)
                .description(
                        "Submissions by who judged them: compiled profiles, which can only accept, or the HL7 validator")
                .tag("by", "validator")
                .register(registry);
        Gauge.builder("myotome.writes.possible", writes, check -> check.result().works() ? 1 : 0)
                .description("1 if a write would be stored now, as in the readiness")
                .register(registry);
        Gauge.builder("myotome.projection.remaining", projection, ProjectionRebuild::remaining)
                .description("Observations that a running rebuild of the projection has yet to look at")
                .register(registry);
        Gauge.builder("myotome.intake.waiting", backlog, Backlog::count)
                .description("Refused messages that wait to be mended and replayed")
                .register(registry);
        Gauge.builder("myotome.intake.waiting.oldest", backlog, Backlog::oldestSeconds)
                .description("Since the message came that waits longest")
                .baseUnit("seconds")
                .register(registry);
        mllp.ifPresent(listener -> bind(listener, registry));
    }

    private static void bind(MllpListener listener, MeterRegistry registry) {
        Gauge.builder(
                        "myotome.mllp.listening",
                        listener,
                        mllp -> mllp.listening().accepts() ? 1 : 0)
                .description("1 if connections for HL7 v2 are accepted")
                .register(registry);
        Gauge.builder(
                        "myotome.mllp.connections",
                        listener,
                        mllp -> mllp.listening().connections())
                .description("Open connections for HL7 v2")
                .register(registry);
        FunctionCounter.builder(
                        "myotome.mllp.connections.refused",
                        listener,
                        mllp -> mllp.listening().refused())
                .description("Connections for HL7 v2 that were closed at once because too many were open")
                .register(registry);
    }
}
