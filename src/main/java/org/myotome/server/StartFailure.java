package org.myotome.server;

import org.myotome.guide.GuideException;
import org.myotome.storage.database.DatabaseFailure;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.env.Environment;

/** Says in a few lines why the server does not start, where Spring would print a hundred. Spring Boot makes the instance. */
public final class StartFailure implements FailureAnalyzer {

    private final Environment environment;

    public StartFailure(Environment environment) {
        this.environment = environment;
    }

    @Override
    public FailureAnalysis analyze(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof GuideException || cause instanceof NotLoopbackException) {
                return new FailureAnalysis(cause.getMessage(), null, cause);
            }
        }
        return DatabaseFailure.of(failure, environment)
                .map(database -> new FailureAnalysis(
                        database.reason(), database.remedy().isEmpty() ? null : database.remedy(), database.cause()))
                .orElse(null);
    }
}
