package org.myotome.intake.hl7v2;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.myotome.RunningServer;

/**
 * The message that is sent over the wire, one grade of one patient, for a patient of its own each time.
 *
 * @param name of the patient, the order and the message
 */
record WireMessage(String name) {

    private static final Path SAMPLE = Path.of("src/test/resources/intake/mllp/message.hl7");

    String text() {
        try {
            return Files.readString(SAMPLE, StandardCharsets.UTF_8)
                    .replace("EXAMPLE-TEXT-0001", name)
                    .replace("SYN-0001", name)
                    .replace("EXAM-0001", name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] bytes() {
        return text().getBytes(StandardCharsets.UTF_8);
    }

    /** How many grades of it a server has. */
    int stored(RunningServer server) {
        return server.count("/Observation?code=shoulder-abduction&subject:Patient.identifier=" + name);
    }

    int patients(RunningServer server) {
        return server.count("/Patient?identifier=" + name);
    }

    String acceptance() {
        return "MSA|AA|" + name;
    }
}
