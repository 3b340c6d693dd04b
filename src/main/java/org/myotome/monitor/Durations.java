package org.myotome.monitor;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Histograms of how long something took, one for each combination of labels, which is made when it first occurs. */
final class Durations {

    /** Where the buckets end: around the few milliseconds of a write or a page, and up to the time-out of a question. */
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(1),
        Duration.ofMillis(2),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30)
    };

    private final MeterRegistry registry;
    private final String name;
    private final String description;
    private final Map<Object, Timer> timers = new ConcurrentHashMap<>();

    Durations(MeterRegistry registry, String name, String description) {
        this.registry = registry;
        this.name = name;
        this.description = description;
    }

    /** Labels, compared by what they say. */
    interface Labels {

        Tags tags();
    }

    /** In nanoseconds. */
    void add(Labels labels, long nanos) {
        Timer timer = timers.get(labels);
        if (timer == null) {
            timer = timers.computeIfAbsent(labels, any -> timer(labels.tags()));
        }
        timer.record(nanos, TimeUnit.NANOSECONDS);
    }

    private Timer timer(Tags tags) {
        return Timer.builder(name)
                .description(description)
                .tags(tags)
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }
}
