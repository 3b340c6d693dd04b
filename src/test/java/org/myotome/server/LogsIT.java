package org.myotome.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.myotome.Answer;
import org.myotome.Bedside;
import org.myotome.Bedside.Limb;
import org.myotome.BundleOf;
import org.myotome.RunningServer;
import org.slf4j.LoggerFactory;

/** The log tells an operator what happened, never whom it happened to. */
class LogsIT {

    private static final String SECRET = "Zwillingsbruder";

    private final RunningServer server = RunningServer.shared();
    private final Bedside bedside = Bedside.on(server);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        log.start();
        root().addAppender(log);
        LoggerFactory.getLogger("org.myotome").info("The test listens");
    }

    @AfterEach
    void stopListening() {
        root().detachAppender(log);
    }

    @Test
    void refusedWritesLeaveNoPatientInTheLog() {
        ObjectNode wrong = bedside.grade("elbow-flexion", Limb.LEFT_LEG, "3");
        wrong.putArray("note").addObject().put("text", SECRET);
        ObjectNode patient = (ObjectNode) Answer.read(Bedside.person("Patient"));
        patient.put("gender", SECRET).put("birthDate", SECRET).put("unknownElement", SECRET);
        server.post("/Observation", wrong.toString());
        server.post("/Observation/$validate", wrong.toString());
        server.post("", BundleOf.transaction().post(wrong).post(patient).toString());
        server.post("", BundleOf.batch().post(wrong).post(patient).toString());
        server.post("/Patient", patient.toString());
        server.post("/Patient", "{\"resourceType\": \"Patient\", \"name\": [{\"family\": \"" + SECRET);
        server.put("/Patient/" + SECRET, patient.toString());
        server.patch(
                "/" + bedside.patient(),
                "[{\"op\": \"add\", \"path\": \"/gender\", \"value\": \"" + SECRET + "\"}]",
                "application/json-patch+json");
        assertTellsNobody();
    }

    @Test
    void refusedReadsLeaveNoPatientInTheLog() {
        server.get("/Patient/" + SECRET);
        server.get("/Patient?family=" + SECRET + "&colour=" + SECRET);
        server.get("/Patient?birthdate=" + SECRET);
        server.get("/Patient?family:" + SECRET + "=x");
        server.get("/Patient?_filter=" + SECRET);
        server.get("/Observation?subject.name=" + SECRET + "&date=" + SECRET);
        server.get("/" + SECRET);
        server.delete("/Patient?family=" + SECRET + "&colour=x");
        server.getAsPasted("/fhir/Patient?family=%zz" + SECRET);
        assertTellsNobody();
    }

    @Test
    void racesForOnePatientLeaveNoPatientInTheLog() throws Exception {
        String patient = Bedside.person("Patient");
        Callable<Answer> create = () -> server.post("/Patient", patient, "If-None-Exist", "identifier=" + SECRET);
        ExecutorService clients = Executors.newFixedThreadPool(16);
        for (Future<Answer> created : clients.invokeAll(Collections.nCopies(16, create))) {
            created.get();
        }
        clients.shutdown();
        assertTellsNobody();
    }

    private void assertTellsNobody() {
        String written = log.list.stream()
                .map(event -> event.getFormattedMessage() + ThrowableProxyUtil.asString(event.getThrowableProxy()))
                .collect(Collectors.joining("\n"));
        assertThat(written).contains("The test listens").doesNotContain(SECRET).doesNotContain("\tat ");
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }
}
