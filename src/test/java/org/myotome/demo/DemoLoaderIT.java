package org.myotome.demo;

import static org.assertj.core.api.Assertions.assertThat;

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
    private static final String COUNT = "/Observation?_summary=count";

    private static ServletWebServerApplicationContext context;
    private static RunningServer server;

    @BeforeAll
    static void start() {
        context = (ServletWebServerApplicationContext) SpringApplication.run(
                MyotomeApplication.class,
                "--server.port=0",
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

    private static int observations() {
        return server.get(COUNT, "Cache-Control", "no-cache")
                .json()
                .path("total")
                .asInt();
    }
}
