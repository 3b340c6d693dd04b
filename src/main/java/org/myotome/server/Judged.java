package org.myotome.server;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.myotome.validation.Verdict;

/** The verdicts of one request, kept with it, so that nothing is judged twice and every verdict reaches the answer. */
final class Judged {

    private static final String KEY = Judged.class.getName();

    /** HAPI works on the entries of a batch in several threads. */
    private final Map<Resource, Verdict> verdicts = Collections.synchronizedMap(new IdentityHashMap<>());

    private final Map<Resource, Verdict> conforming = Collections.synchronizedMap(new IdentityHashMap<>());

    /** Those of a Bundle as they were sent: HAPI sorts those of a transaction. */
    private List<BundleEntryComponent> entries = List.of();

    private @Nullable Bundle transaction;

    /** Those of a request; work that the server does of itself has none that last. */
    static Judged in(@Nullable RequestDetails request) {
        return request == null
                ? new Judged()
                : (Judged) request.getUserData().computeIfAbsent(KEY, any -> new Judged());
    }

    void remember(Resource resource, Verdict verdict) {
        verdicts.put(resource, verdict);
    }

    /** For an entry of a batch: those before it may change what it refers to. */
    void rememberAsConforming(Resource resource, Verdict verdict) {
        conforming.put(resource, verdict);
    }

    void rememberOrder(Bundle bundle) {
        entries = List.copyOf(bundle.getEntry());
    }

    void rememberTransaction(Bundle bundle) {
        transaction = bundle;
    }

    /** The transaction that is being stored; empty for a batch, whose entries do not know each other. */
    Optional<Bundle> transaction() {
        return Optional.ofNullable(transaction);
    }

    /** What was said of it before its turn came: it conforms, perhaps with warnings. */
    Optional<Verdict> conforming(Resource resource) {
        return Optional.ofNullable(conforming.get(resource));
    }

    Optional<Verdict> recall(Resource resource) {
        return Optional.ofNullable(verdicts.get(resource));
    }

    List<OperationOutcomeIssueComponent> warnings() {
        return List.copyOf(verdicts.values()).stream()
                .filter(Verdict::accepted)
                .filter(verdict -> !verdict.findings().isEmpty())
                .flatMap(verdict -> verdict.toOperationOutcome().getIssue().stream())
                .toList();
    }

    /** Adds to the answer to a transaction or a batch what each of its entries is warned of. */
    void warnIn(Bundle answer) {
        for (int i = 0; i < Math.min(answer.getEntry().size(), entries.size()); i++) {
            Bundle.BundleEntryResponseComponent response =
                    answer.getEntry().get(i).getResponse();
            Resource resource = entries.get(i).getResource();
            if (resource == null || status(response) >= 300) {
                continue;
            }
            recall(resource)
                    .or(() -> conforming(resource))
                    .filter(verdict -> !verdict.findings().isEmpty())
                    .ifPresent(verdict -> response.setOutcome(joined(response.getOutcome(), verdict)));
        }
    }

    private static OperationOutcome joined(@Nullable Resource hapi, Verdict verdict) {
        OperationOutcome outcome = hapi instanceof OperationOutcome words ? words.copy() : new OperationOutcome();
        verdict.toOperationOutcome().getIssue().forEach(outcome::addIssue);
        return outcome;
    }

    /** Puts the verdicts into the answer to a batch, where HAPI leaves no more than the text of the exception. */
    void explainIn(Bundle answer, Bundle batch) {
        for (int i = 0; i < Math.min(answer.getEntry().size(), batch.getEntry().size()); i++) {
            Bundle.BundleEntryResponseComponent response =
                    answer.getEntry().get(i).getResponse();
            int status = status(response);
            Resource sent = batch.getEntry().get(i).getResource();
            Optional<Verdict> verdict = status == 422 && sent != null ? recall(sent) : Optional.empty();
            if (verdict.isPresent()) {
                response.setOutcome(verdict.get().toOperationOutcome());
            } else if (status >= 400 && response.getOutcome() instanceof OperationOutcome hapi) {
                response.setOutcome(
                        ErrorWords.of(status, hapi.getIssueFirstRep().getDiagnostics()));
            }
        }
    }

    private static int status(Bundle.BundleEntryResponseComponent response) {
        String digits = String.valueOf(response.getStatus()).replaceAll("\\D.*", "");
        return digits.isEmpty() ? 0 : Integer.parseInt(digits);
    }
}
