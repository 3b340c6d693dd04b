package org.myotome.monitor;

import org.myotome.intake.hl7v2.MllpListener;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/** Whether HL7 v2 messages can come in. Not a part of being ready: who sends FHIR would lose a node for it. */
final class MllpHealth implements HealthIndicator {

    private final MllpListener listener;

    MllpHealth(MllpListener listener) {
        this.listener = listener;
    }

    @Override
    public Health health() {
        MllpListener.Listening listening = listener.listening();
        Health.Builder health = listening.accepts()
                ? Health.up()
                : Health.down().withDetail("reason", "No connection is accepted: look at the log, and start again");
        return health.withDetail("port", listening.port())
                .withDetail("connections", listening.connections())
                .withDetail("connectionsRefused", listening.refused())
                .build();
    }
}
