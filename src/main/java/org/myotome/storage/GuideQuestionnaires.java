package org.myotome.storage;

import ca.uhn.fhir.rest.server.exceptions.ResourceVersionConflictException;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Questionnaire;
import org.hl7.fhir.r4.model.Resource;
import org.myotome.guide.Guide;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.dao.DataAccessException;

/**
 * Keeps the Questionnaires of the guide as rows beside those that users store, so that one search finds both, and an older
 * version stays in the history for the responses to it. HAPI makes no new version of a row that is the same.
 */
final class GuideQuestionnaires implements ApplicationRunner {

    private final Guide guide;
    private final ResourceStore store;

    GuideQuestionnaires(Guide guide, ResourceStore store) {
        this.guide = guide;
        this.store = store;
    }

    /** Of several nodes that start at once on a new database, one stores them; the others look once more. */
    @Override
    public void run(ApplicationArguments arguments) {
        try {
            publish();
        } catch (ResourceVersionConflictException | DataAccessException anotherNode) {
            publish();
        }
    }

    /** Stores those that are missing or differ. Asking first spares the start a validation of what is there already. */
    void publish() {
        Bundle transaction = new Bundle().setType(BundleType.TRANSACTION);
        for (Questionnaire questionnaire : guide.all(Questionnaire.class)) {
            if (isStored(questionnaire)) {
                continue;
            }
            transaction
                    .addEntry()
                    .setResource(questionnaire.copy())
                    .getRequest()
                    .setMethod(HTTPVerb.PUT)
                    .setUrl("Questionnaire/" + questionnaire.getIdElement().getIdPart());
        }
        if (transaction.hasEntry()) {
            store.transaction(transaction);
        }
    }

    private boolean isStored(Questionnaire questionnaire) {
        return store.read("Questionnaire/" + questionnaire.getIdElement().getIdPart())
                .filter(stored -> asPublished(stored).equalsDeep(asPublished(questionnaire)))
                .isPresent();
    }

    /** Without what the store adds: version, time, source, and the number of the version in the id. */
    private static Resource asPublished(Resource questionnaire) {
        Resource copy = questionnaire.copy();
        copy.setId(questionnaire.getIdElement().getIdPart());
        copy.getMeta().setVersionIdElement(null).setLastUpdatedElement(null).setSourceElement(null);
        return copy;
    }
}
