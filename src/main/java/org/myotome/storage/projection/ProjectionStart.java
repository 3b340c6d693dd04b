package org.myotome.storage.projection;

import org.myotome.Loading;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.ApplicationEventPublisher;

/** Gives a database that is older than the projection its rows, before anybody asks. */
final class ProjectionStart implements SmartInitializingSingleton {

    private static final Logger LOG = LoggerFactory.getLogger(ProjectionStart.class);

    private final ProjectionRebuild projection;
    private final ApplicationEventPublisher events;

    ProjectionStart(ProjectionRebuild projection, ApplicationEventPublisher events) {
        this.projection = projection;
        this.events = events;
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (projection.isCurrent()) {
            return;
        }
        ProjectionReport report = new ProjectionReport(true);
        projection.rebuild(progress -> {
            events.publishEvent(new Loading(
                    "projection of strength, " + progress.observations() + " of " + progress.all() + " Observations"));
            // What is missing is no news here.
            report.lines(new ProjectionRebuild.Progress(progress.observations(), progress.all(), java.util.List.of()))
                    .forEach(line -> LOG.info("Projection of strength: {}", line));
        });
    }
}
