package org.myotome.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.myotome.MyotomeApplication;
import org.myotome.RunningServer;
import org.myotome.guide.Guide;
import org.myotome.storage.ResourceStore;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;

/** A patient of each course goes past the gate into a server of its own; the shared one must not fill with demo data. */
class DemoLoaderIT {

    private static final int PATIENTS = 6;

    private static ServletWebServerApplicationContext context;
    private static RunningServer server;

    @BeforeAll
    static void start() {
        context = (ServletWebServerApplicationContext) SpringApplication.run(
                MyotomeApplication.class,
                "--server.port=0",
                "--management.server.port=0",
                "--myotome.intake.mllp.port=0",
                "--myotome.database.url=jdbc:h2:file:"
                        + RunningServer.temporaryDirectory().resolve("myotome"));
        server = RunningServer.at(context.getWebServer().getPort());
    }

    @AfterAll
    static void stop() {
        context.close();
    }

    @Test
    void whatIsThereIsNeitherStoredAgainNorChangedBack() {
        ResourceStore store = context.getBean(ResourceStore.class);
        DemoCodes codes = new DemoCodes(context.getBean(Guide.class));
        SyntheticPatients patients = new SyntheticPatients(DemoLoader.SEED, codes);
        DemoLoader loader = new DemoLoader(store, patients, new DemoResources(codes));

        loader.load(1);
        String changed = server.get("/Patient/demo-000001").body().replace("Patient 000001", "Changed");
        assertThat(server.put("/Patient/demo-000001", changed).status()).isEqualTo(200);

        int exams = loader.load(PATIENTS);
        int observations = observations();
        assertThat(exams).isBetween(4 * PATIENTS, 6 * PATIENTS);
        assertThat(observations)
                .isEqualTo(patients.first(PATIENTS)
                        .flatMap(patient -> patient.exams().stream())
                        .mapToInt(exam -> exam.findings().size() + exam.grips().size() + 2)
                        .sum());

        assertThat(loader.load(PATIENTS)).isEqualTo(exams);
        assertThat(observations()).isEqualTo(observations);
        assertThat(server.get("/Patient/demo-000001").body()).contains("Changed");
        assertThat(server.get("/Patient/demo-000006")
                        .json()
                        .at("/meta/versionId")
                        .asText())
                .isEqualTo("1");
        assertThat(server.get("/Observation/demo-000006-e1-strength-exam")
                        .json()
                        .at("/meta/versionId")
                        .asText())
                .isEqualTo("1");
    }

    /** The story of a patient of each course is stored, and the triage makes of the answers what fits the course. */
    @Test
    void theTriageAnswersWhatFitsTheCourse() {
        load();
        List<String> levels = IntStream.rangeClosed(1, PATIENTS)
                .mapToObj(
                        number -> "/QuestionnaireResponse/" + SyntheticPatient.id(number) + "-triage/$weakness-triage")
                .map(path -> server.get(path)
                        .json()
                        .at("/parameter/0/valueCoding/code")
                        .asText())
                .toList();
        assertThat(levels)
                .containsExactly(
                        "emergency", "emergency", "emergency", "see-a-provider", "see-a-provider", "see-a-provider");
    }

    @Test
    void theCausesAreFoundByTheirGroup() {
        load();
        assertThat(total("/Condition?due-to=nervous-system")).isBetween(4, 5);
        assertThat(total("/Condition?due-to=cerebral-infarction")).isEqualTo(1);
        assertThat(total("/Condition?course=fluctuating&code=https://w3id.org/myotome/CodeSystem/weakness-red-flag%7C"))
                .isPositive();
        assertThat(total("/Procedure")).isGreaterThan(PATIENTS);
        assertThat(total("/CarePlan")).isEqualTo(PATIENTS);
    }

    private static void load() {
        DemoCodes codes = new DemoCodes(context.getBean(Guide.class));
        new DemoLoader(
                        context.getBean(ResourceStore.class),
                        new SyntheticPatients(DemoLoader.SEED, codes),
                        new DemoResources(codes))
                .load(PATIENTS);
    }

    private static int total(String search) {
        return server.get(search + (search.contains("?") ? "&" : "?") + "_summary=count", "Cache-Control", "no-cache")
                .json()
                .path("total")
                .asInt();
    }

    private static int observations() {
        return total("/Observation");
    }
}
