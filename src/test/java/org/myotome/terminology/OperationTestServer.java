package org.myotome.terminology;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.api.server.IBundleProvider;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.BasePagingProvider;
import ca.uhn.fhir.rest.server.RestfulServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.myotome.FhirInterceptor;
import org.myotome.FhirOperation;
import org.myotome.guide.Guide;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** The guide's own beans behind a real socket: HAPI's server without JPA, and nothing else. */
final class OperationTestServer {

    static final String BASE = Guide.BASE;
    static final String SNOMED = "http://snomed.info/sct";
    static final String MDC = "urn:iso:std:iso:11073:10101";

    static final FhirContext FHIR = FhirContext.forR4Cached();
    private static final AnnotationConfigApplicationContext BEANS = beans();

    private final HttpClient client = HttpClient.newHttpClient();
    private final Tomcat tomcat = new Tomcat();

    private OperationTestServer() {
        try {
            tomcat.setBaseDir(Files.createTempDirectory("operation-test").toString());
            tomcat.setPort(0);
            var context = tomcat.addContext("", null);
            Tomcat.addServlet(context, "fhir", servlet()).addMapping("/fhir/*");
            tomcat.start();
        } catch (IOException | LifecycleException e) {
            throw new IllegalStateException(e);
        }
    }

    static Guide guide() {
        return BEANS.getBean(Guide.class);
    }

    /** Started once for all test classes; its threads are daemons and end with the tests. */
    static OperationTestServer shared() {
        return Shared.SERVER;
    }

    /** @param path below /fhir/, with query */
    Reply get(String path) {
        return send("GET", path, null);
    }

    Reply post(String path, Resource body) {
        return send("POST", path, body);
    }

    Reply send(String method, String path, @Nullable Resource body, String... headers) {
        var content = body == null
                ? BodyPublishers.noBody()
                : BodyPublishers.ofString(FHIR.newJsonParser().encodeResourceToString(body));
        var request = request(path).method(method, content).header("Content-Type", "application/fhir+json");
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    Reply sendForm(String path, String form) {
        return send(request(path)
                .POST(BodyPublishers.ofString(form))
                .header("Content-Type", "application/x-www-form-urlencoded"));
    }

    private HttpRequest.Builder request(String path) {
        var port = tomcat.getConnector().getLocalPort();
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/fhir/" + path))
                .header("Accept", "application/fhir+json");
    }

    private Reply send(HttpRequest.Builder request) {
        try {
            return Reply.of(client.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A query string from names and values in turn. */
    static String query(String... namesAndValues) {
        return Stream.iterate(0, i -> i < namesAndValues.length, i -> i + 2)
                .map(i -> namesAndValues[i] + "=" + URLEncoder.encode(namesAndValues[i + 1], StandardCharsets.UTF_8))
                .collect(Collectors.joining("&", "?", ""));
    }

    /** The value of an output parameter; null if it is absent. */
    static @Nullable String text(Parameters out, String name) {
        return out.getParameter().stream()
                .filter(part -> part.getName().equals(name))
                .map(part -> part.getValue().primitiveValue())
                .findFirst()
                .orElse(null);
    }

    /** What came back; a body that is empty or no FHIR is null. */
    record Reply(
            int status, HttpResponse<String> http, @Nullable Resource body) {

        static Reply of(HttpResponse<String> http) {
            var json = http.body().startsWith("{");
            return new Reply(
                    http.statusCode(),
                    http,
                    json ? (Resource) FHIR.newJsonParser().parseResource(http.body()) : null);
        }

        <R extends Resource> R ok(Class<R> type) {
            assertThat(status).as(http.body()).isEqualTo(200);
            return type.cast(body);
        }

        /** @return the text of the only issue */
        String refused(int expectedStatus, IssueType expectedType) {
            assertThat(status).as(http.body()).isEqualTo(expectedStatus);
            assertThat(body).isInstanceOf(OperationOutcome.class);
            var outcome = (OperationOutcome) body;
            assertThat(outcome.getIssue()).hasSize(1);
            assertThat(outcome.getIssueFirstRep().getCode()).as(http.body()).isEqualTo(expectedType);
            return outcome.getIssueFirstRep().getDiagnostics();
        }
    }

    private static RestfulServer servlet() {
        var servlet = new RestfulServer(FHIR);
        servlet.registerProviders(BEANS.getBean(ConformanceProviders.class).providers());
        servlet.registerProviders(BEANS.getBeansOfType(FhirOperation.class).values());
        BEANS.getBeansOfType(FhirInterceptor.class).values().forEach(servlet::registerInterceptor);
        servlet.setPagingProvider(new ForgetfulPaging());
        return servlet;
    }

    private static AnnotationConfigApplicationContext beans() {
        var context = new AnnotationConfigApplicationContext();
        context.registerBean(FhirContext.class, () -> FHIR);
        context.registerBean(Guide.class, () -> Guide.load(FHIR));
        context.register(TerminologyConfiguration.class);
        context.refresh();
        return context;
    }

    private static final class Shared {
        static final OperationTestServer SERVER = new OperationTestServer();
    }

    /** Like the paging of HAPI JPA, which stores searches of the database only. */
    private static final class ForgetfulPaging extends BasePagingProvider {

        ForgetfulPaging() {
            setDefaultPageSize(5);
            setMaximumPageSize(10);
        }

        @Override
        public @Nullable IBundleProvider retrieveResultList(RequestDetails request, String id) {
            return null;
        }

        @Override
        public @Nullable String storeResultList(RequestDetails request, IBundleProvider list) {
            return null;
        }
    }
}
