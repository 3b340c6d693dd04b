package org.myotome;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.List;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;

/** Where there is no Docker daemon, tests in a container are skipped, and one line says so. */
final class ContainerCondition implements ExecutionCondition {

    private static final String NO_DAEMON =
            "No Docker daemon here: the tests of storage are not run once more on PostgreSQL in a container.";

    private static Boolean available;

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return !TestDatabase.isInContainer() || isAvailable()
                ? ConditionEvaluationResult.enabled("")
                : ConditionEvaluationResult.disabled(NO_DAEMON);
    }

    private static synchronized boolean isAvailable() {
        if (available == null) {
            // They say at length why there is none, before Spring Boot has set up what is logged.
            List.of("org.testcontainers", "tc", "com.github.dockerjava")
                    .forEach(name -> ((Logger) LoggerFactory.getLogger(name)).setLevel(Level.OFF));
            available = DockerClientFactory.instance().isDockerAvailable();
            if (!available) {
                System.out.println(NO_DAEMON);
            }
        }
        return available;
    }
}
