package org.myotome.intake.hl7v2;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Says in two lines why the listener does not start. Spring Boot makes the instance. */
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class MllpStartFailure extends AbstractFailureAnalyzer<MllpStartException> {

    @Override
    protected FailureAnalysis analyze(Throwable root, MllpStartException cause) {
        return new FailureAnalysis(cause.getMessage(), cause.remedy(), cause);
    }
}
