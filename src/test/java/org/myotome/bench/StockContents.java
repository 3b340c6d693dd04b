package org.myotome.bench;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.jpa.api.dao.IFhirSystemDao;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.jpa.term.api.ITermDeferredStorageSvc;
import ca.uhn.fhir.jpa.term.api.ITermReadSvc;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.Enumerations.SearchParamType;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.Questionnaire;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.SearchParameter;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.hl7.fhir.r4.model.ValueSet;
import org.myotome.guide.Guide;
import org.springframework.beans.factory.BeanFactory;

/** What is in the stock server's database before anybody measures: the guide as a team would install it, and grades. */
final class StockContents {

    /** In the order in which they refer to each other. */
    private static final List<Class<? extends MetadataResource>> TYPES = List.of(
            CodeSystem.class, ValueSet.class, StructureDefinition.class, Questionnaire.class, SearchParameter.class);

    private final FhirContext fhir;
    private final DaoRegistry daos;
    private final IFhirSystemDao<Bundle, Meta> system;
    private final BeanFactory beans;

    @SuppressWarnings("unchecked") // HAPI declares the bean without its types
    StockContents(BeanFactory beans) {
        this.beans = beans;
        fhir = beans.getBean(FhirContext.class);
        daos = beans.getBean(DaoRegistry.class);
        system = beans.getBean(IFhirSystemDao.class);
    }

    /**
     * Stores the artefacts of the guide, profiles with their snapshots as HAPI's package installer does, and has the server
     * do at once what it would do within ten minutes: write codes and expansions to its tables. It answers a value set that is
     * a whole code system from memory: without Hibernate Search, which the starter switches off, HAPI cannot expand it.
     */
    void install() {
        if (isInstalled()) {
            return;
        }
        Guide guide = Guide.load(fhir);
        TYPES.stream()
                .flatMap(type -> guide.all(type).stream())
                .filter(StockContents::isAccepted)
                .forEach(artefact -> update(artefact.copy()));
        beans.getBean(ITermDeferredStorageSvc.class).saveAllDeferred();
        beans.getBean(ITermReadSvc.class).preExpandDeferredValueSetsToTerminologyTables();
        beans.getBean(ISearchParamRegistry.class).forceRefresh();
    }

    /** HAPI refuses to store a composite with a number in it (HAPI-2347); no work of the benchmark searches by it. */
    private static boolean isAccepted(MetadataResource artefact) {
        return !(artefact instanceof SearchParameter parameter) || parameter.getType() != SearchParamType.COMPOSITE;
    }

    private boolean isInstalled() {
        return !daos.getResourceDao(StructureDefinition.class)
                .search(SearchParameterMap.newSynchronous(), new SystemRequestDetails())
                .isEmpty();
    }

    @SuppressWarnings("unchecked") // the registry has a DAO of that type for each type
    private <T extends Resource> void update(T artefact) {
        IFhirResourceDao<T> dao = (IFhirResourceDao<T>) daos.getResourceDao(artefact.fhirType());
        dao.update(artefact, new SystemRequestDetails());
    }

    /** Stores the patients from one number to before another, each with its grades, past validation: it would take an hour. */
    void fill(int from, int to, int threads) {
        Vocabulary vocabulary = new Vocabulary();
        update((Resource) fhir.newJsonParser().parseResource(Messages.tester()));
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> stored = new ArrayList<>();
            for (int i = from; i < to; i++) {
                int patient = i;
                stored.add(pool.submit(() -> store(vocabulary, patient)));
            }
            for (Future<?> transaction : stored) {
                transaction.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    private void store(Vocabulary vocabulary, int patient) {
        Messages messages = new Messages(vocabulary, patient + 1, Load.SEED + patient);
        update((Resource) fhir.newJsonParser().parseResource(Messages.patient(patient)));
        String transaction = messages.gradesOf(Messages.patientId(patient), Messages.GRADES_EACH);
        system.transaction(new SystemRequestDetails(), fhir.newJsonParser().parseResource(Bundle.class, transaction));
    }
}
