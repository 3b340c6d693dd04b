package org.myotome.intake.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.myotome.intake.Channel;
import org.myotome.intake.IntakeMessage;
import org.myotome.intake.IntakeRefusal;
import org.myotome.intake.Reading;
import org.myotome.intake.Sender;

/** The samples can be read, or are refused as their names say. What they mean is compared elsewhere. */
class SamplesTest {

    static Stream<Path> samples() throws IOException {
        return Files.list(Path.of("src", "test", "resources", "intake"))
                .filter(folder -> folder.getFileName().toString().startsWith("csv-"))
                .sorted();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aSampleIsReadOrItsNameSaysThatItIsRefused(Path sample) throws IOException {
        byte[] content = Files.readAllBytes(sample.resolve("message.csv"));
        IntakeMessage message = new IntakeMessage(
                "csv", Channel.HTTP, new Sender("EXAMPLE-TABLE", ""), "csv-long", "1", Instant.EPOCH, content, "UTF-8");
        try {
            Reading reading = new CsvFormat().read(message);
            if (!reading.issues().isEmpty()) {
                assertThat(sample.toString()).matches(".*(refused|bad-cell)");
            }
        } catch (IntakeRefusal refusal) {
            assertThat(sample.toString()).endsWith("refused");
        }
    }
}
