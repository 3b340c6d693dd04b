package org.myotome.demo;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Resource;
import org.myotome.storage.ResourceStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;

/**
 * Stores the demo set behind the back of a server that already answers. Only what is missing is stored, exam by exam and then
 * what is known beside the exams: a second start adds nothing, a start after an interruption goes on where the last one
 * stopped, and what somebody has changed stays as it is.
 */
final class DemoLoader {

    /** Ten of each course. */
    static final int PATIENTS = 60;

    static final long SEED = 45;

    private static final Duration STOP_WITHIN = Duration.ofSeconds(10);
    private static final Logger LOG = LoggerFactory.getLogger("org.myotome.Myotome");

    private final ResourceStore store;
    private final SyntheticPatients patients;
    private final DemoResources resources;
    private final Thread background = new Thread(this::run, "demo");
    private volatile boolean closing;

    DemoLoader(ResourceStore store, SyntheticPatients patients, DemoResources resources) {
        this.store = store;
        this.patients = patients;
        this.resources = resources;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        background.setDaemon(true);
        background.start();
    }

    /** Lets the exam that is under way reach the database before that is closed. */
    @EventListener(ContextClosedEvent.class)
    void stop() throws InterruptedException {
        closing = true;
        background.join(STOP_WITHIN.toMillis());
    }

    private void run() {
        try {
            int exams = load(PATIENTS);
            if (!closing) {
                LOG.info("demo: {} patients, {} exams", PATIENTS, exams);
            }
        } catch (RuntimeException e) {
            if (!closing) {
                LOG.error("demo: stopped; the next start goes on from here", e);
            }
        }
    }

    /** Stores what is missing of the first patients; returns how many exams these have. */
    int load(int count) {
        int exams = 0;
        for (int number = 1; number <= count && !closing; number++) {
            SyntheticPatient patient = patients.patient(number);
            load(patient);
            exams += patient.exams().size();
        }
        return exams;
    }

    private void load(SyntheticPatient patient) {
        // The story rests on grades as its evidence, so that it comes after all exams.
        List<List<Resource>> units = Stream.concat(
                        patient.exams().stream().map(exam -> resources(patient, exam)),
                        Stream.of(resources.story(patient)))
                .toList();
        Set<String> stored = new HashSet<>(store.existing(units.stream()
                .flatMap(List::stream)
                .map(ExamTransaction::reference)
                .toList()));
        for (List<Resource> unit : units) {
            List<Resource> missing = unit.stream()
                    .filter(resource -> stored.add(ExamTransaction.reference(resource)))
                    .toList();
            if (!missing.isEmpty() && !closing) {
                store.transaction(ExamTransaction.of(missing));
            }
        }
    }

    private List<Resource> resources(SyntheticPatient patient, Exam exam) {
        Stream<Resource> people = Stream.of(resources.tester(exam.header().tester()), resources.patient(patient));
        return Stream.concat(people, resources.observations(exam).stream()).toList();
    }
}
