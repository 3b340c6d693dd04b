package org.myotome.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.myotome.Answer;
import org.myotome.RunningServer;
import org.myotome.torture.fuzz.Fuzz;
import org.myotome.torture.fuzz.Hit;
import org.myotome.torture.fuzz.Shot;

/** Thousands of bad requests: each is refused or answered, none breaks the server or shows its inside, and memory stays level. */
class FuzzTorture {

    private static final int SHOTS = Integer.getInteger("myotome.torture.shots", 20_000);

    /** One number, to see again what it did. */
    private static final Integer ONLY = Integer.getInteger("myotome.torture.shot");

    @Test
    void badBytesAreRefused() throws IOException {
        long seed = Settings.chosen().seed();
        Path directory = RunningServer.temporaryDirectory();
        List<String> faults = new ArrayList<>();
        try (Victim server =
                new Victim(directory, List.of("-Xmx768m"), Place.h2(directory).arguments())) {
            server.start().ready();
            Answer patient = server.wire().send("PUT", "/Patient/fuzz-patient", """
                    {"resourceType": "Patient", "id": "fuzz-patient", "active": true}""");
            assertThat(patient.status()).as(patient.body()).isEqualTo(201);
            int first = ONLY == null ? 1 : ONLY;
            int last = ONLY == null ? SHOTS : ONLY;
            for (int number = first; number <= last; number++) {
                Shot shot = Fuzz.shot(seed, number);
                Hit hit = shot.at(server.port());
                Optional<String> fault = hit.fault(shot);
                if (fault.isPresent()) {
                    faults.add(number + ": " + fault.get());
                    System.out.println("Shot " + number + ": " + fault.get() + "\n  " + shot + "\n  "
                            + hit.answer()
                                    .substring(0, Math.min(1_500, hit.answer().length())));
                }
                if (ONLY != null) {
                    System.out.println(shot + "\n" + hit);
                }
                if (number % 500 == 0) {
                    System.out.println(number + " shots, " + faults.size() + " faults");
                    assertThat(server.wire().get("/Patient/fuzz-patient").status())
                            .isEqualTo(200);
                }
            }
            assertThat(server.isAlive()).isTrue();
            assertThat(server.printed()).doesNotContain("OutOfMemoryError");
            server.wire().get("/metadata");
        }
        assertThat(faults).as("of " + SHOTS + " shots with seed " + seed).isEmpty();
    }
}
