package org.myotome.query.score;

import ca.uhn.fhir.rest.server.exceptions.PreconditionFailedException;
import ca.uhn.fhir.rest.server.exceptions.ResourceVersionConflictException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Resource;
import org.myotome.RequestProblem;
import org.myotome.storage.ResourceStore;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;

/**
 * Stores scores through the gate, each once: the id follows from the versions of the grades, so that of several requests at
 * the same moment one creates it and the others meet it.
 */
final class ScoreStore {

    /** A request loses at most once to each other that stores the same scores; more is a fault. */
    private static final int MOST = 20;

    private final ResourceStore store;
    private final ScoreObservations observations;

    ScoreStore(ResourceStore store, ScoreObservations observations) {
        this.store = store;
        this.observations = observations;
    }

    /** Works anew on what is stored by then whenever somebody else was faster. */
    <T> T retried(Supplier<T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return work.get();
            } catch (ResourceVersionConflictException
                    | PreconditionFailedException
                    | ConcurrencyFailureException
                    | DataIntegrityViolationException lost) {
                if (attempt == MOST || lost instanceof Withdrawn) {
                    throw lost;
                }
            }
        }
    }

    /** Stores the scores that are formed and not stored yet, all or none. @return whether there were any */
    boolean store(List<ScoredExam> exams, Map<Long, String> references, StoredScores stored) {
        Bundle transaction = new Bundle().setType(BundleType.TRANSACTION);
        for (ScoredExam exam : exams) {
            exam.scores().stream()
                    .filter(score -> score.points().isPresent())
                    .filter(score -> stored.find(exam, score, references).isEmpty())
                    .forEach(score -> add(transaction, exam, score, references));
        }
        if (transaction.hasEntry()) {
            store.transaction(transaction);
        }
        return transaction.hasEntry();
    }

    private void add(Bundle transaction, ScoredExam exam, ExamScore score, Map<Long, String> references) {
        Observation observation = observations
                .of(exam, score, references)
                .orElseThrow(
                        () -> RequestProblem.conflict("A grade of the exam was deleted at this moment. Ask again."));
        String address = "Observation/" + observation.getIdElement().getIdPart();
        refuseIfWithdrawn(address, store.read(address));
        transaction
                .addEntry()
                .setResource(observation)
                .getRequest()
                .setMethod(HTTPVerb.PUT)
                .setUrl(address);
    }

    private static void refuseIfWithdrawn(String address, Optional<Resource> there) {
        if (there.isPresent()
                && there.get() instanceof Observation score
                && score.getStatus() != ObservationStatus.FINAL) {
            throw new Withdrawn(address + " is the score of these very grades, and its status is "
                    + score.getStatus().toCode()
                    + ". Correct the grades if they are wrong, or set its status to final.");
        }
    }

    /** Somebody has withdrawn the score, and did not mean it to come back by itself. */
    private static final class Withdrawn extends ResourceVersionConflictException {

        private static final long serialVersionUID = 1L;

        Withdrawn(String text) {
            super(text, RequestProblem.conflict(text).getOperationOutcome());
        }
    }
}
