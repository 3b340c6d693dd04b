package org.myotome.monitor;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;

/** Says in one line where the server can be watched. */
final class ManagementLine {

    private static final Logger LOG = LoggerFactory.getLogger("org.myotome.Myotome");

    private final Environment environment;

    ManagementLine(Environment environment) {
        this.environment = environment;
    }

    @EventListener
    void print(AvailabilityChangeEvent<ReadinessState> event) {
        String port = environment.getProperty("local.management.port");
        if (event.getState() == ReadinessState.ACCEPTING_TRAFFIC && port != null) {
            LOG.info(
                    "Health and metrics at http://{}:{}/actuator",
                    environment.getProperty("management.server.address", "0.0.0.0"),
                    port);
        }
    }
}
