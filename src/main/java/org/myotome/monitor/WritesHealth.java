package org.myotome.monitor;

import org.myotome.storage.readiness.WriteCheck;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/** Whether what is sent now could be stored. Ready is who can take a write, not who has started. */
final class WritesHealth implements HealthIndicator {

    private final WriteCheck check;

    WritesHealth(WriteCheck check) {
        this.check = check;
    }

    @Override
    public Health health() {
        WriteCheck.Result result = check.result();
        Health.Builder health = result.works() ? Health.up() : Health.down().withDetail("reason", result.reason());
        return health.withDetails(result.details()).build();
    }
}
