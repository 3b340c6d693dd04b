package org.myotome.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.StreamSupport;
import org.myotome.bench.Vocabulary.TestedSide;

/** Both servers hold the same grades, so they must give the same answers. A fast answer that is wrong is worth nothing. */
final class Agreement {

    private static final int PATIENTS = 20;

    private final ObjectMapper json = new ObjectMapper();
    private final Connection myotome;
    private final Connection stock;

    Agreement(String myotome, String stock) {
        this.myotome = new Connection(myotome);
        this.stock = new Connection(stock);
    }

    /**
     * Compares the size of every cohort, and the last 50 grades of some patients in their order.
     *
     * @throws IllegalStateException on the first answer in which they differ, and if all cohorts are empty
     */
    void check(int patients) throws IOException {
        int found = 0;
        for (TestedSide side : new Vocabulary().sides()) {
            String cohort = "/Observation?" + side.search() + "&grade-order=lt3&_summary=count";
            int total = total(myotome, cohort);
            same(cohort, total, total(stock, cohort));
            found += total;
        }
        if (found == 0) {
            throw new IllegalStateException("No cohort has anybody");
        }
        SplittableRandom random = new SplittableRandom(Load.SEED);
        for (int i = 0; i < PATIENTS; i++) {
            String last =
                    "/Observation?patient=" + Messages.patientId(random.nextInt(patients)) + "&_sort=-date&_count=50";
            same(last, grades(myotome, last), grades(stock, last));
        }
    }

    private static void same(String search, Object myotome, Object stock) {
        if (!myotome.equals(stock)) {
            throw new IllegalStateException(search + ": Myotome finds " + myotome + ", stock " + stock);
        }
    }

    private int total(Connection server, String search) throws IOException {
        return json.readTree(server.ask(Request.get(search))).path("total").asInt(-1);
    }

    private List<String> grades(Connection server, String search) throws IOException {
        JsonNode entries = json.readTree(server.ask(Request.get(search))).path("entry");
        return StreamSupport.stream(entries.spliterator(), false)
                .map(entry -> entry.path("resource"))
                .map(grade -> grade.path("effectiveDateTime").asText() + " " + grade.path("code")
                        + grade.path("bodySite") + grade.path("valueCodeableConcept"))
                .toList();
    }
}
