package org.myotome.guide;

import ca.uhn.fhir.context.FhirContext;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Loads the guide in a thread of its own from the first moment of a start, and then what else each start needs and Spring
 * does not wire. It takes about as long as opening the database does.
 */
public final class GuideLoading {

    private final FhirContext fhir = context();
    private final CompletableFuture<Guide> guide = new CompletableFuture<>();

    private GuideLoading() {}

    /**
     * Whoever makes a resource here gives what it contains an id. HAPI would search each resource for references to others
     * without one whenever it writes it, a third of the time of writing.
     */
    private static FhirContext context() {
        FhirContext fhir = FhirContext.forR4();
        fhir.getParserOptions().setAutoContainReferenceTargetsWithNoId(false);
        return fhir;
    }

    /** Begins. Spring Boot makes the instance before there is a log, and calls it when there is one. */
    public static final class Start implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            GuideLoading loading = new GuideLoading();
            context.getBeanFactory().registerSingleton("guideLoading", loading);
            Thread loader = new Thread(loading::load, "guide");
            loader.setDaemon(true);
            loader.start();
        }
    }

    private void load() {
        try {
            Guide loaded = Guide.load(fhir);
            guide.complete(loaded);
            loaded.reckonChecksums();
            // HAPI stores every type of R4, and reads the model of each.
            fhir.getResourceTypes().forEach(fhir::getResourceDefinition);
        } catch (RuntimeException | Error failure) {
            guide.completeExceptionally(failure);
        }
    }

    /** The context with which the guide is read, to be shared by everything else: it holds the model of R4 only once. */
    public FhirContext fhir() {
        return fhir;
    }

    /**
     * Waits until the guide is loaded.
     *
     * @throws GuideException on the first file that cannot be used
     */
    Guide guide() {
        try {
            return guide.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }
}
