package org.myotome.intake.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What is written before the body is read, and what waits. */
class SpooledAnswerTest {

    private final ByteArrayOutputStream client = new ByteArrayOutputStream();

    @Test
    void nothingIsLostAndLittleIsWrittenBeforeTheBodyIsRead() throws IOException {
        StringBuilder whole = new StringBuilder();
        try (SpooledAnswer answer = new SpooledAnswer(client)) {
            for (int line = 0; line < 100_000; line++) {
                String text = "line " + line + "\n";
                whole.append(text);
                answer.write(text.getBytes(StandardCharsets.UTF_8));
                if (line % 10 == 0) {
                    answer.overtake("progress\n".getBytes(StandardCharsets.UTF_8));
                }
            }
            assertThat(client.size()).isBetween(32_000, 65_536);
            answer.release();
            answer.write("end\n".getBytes(StandardCharsets.UTF_8));
        }
        String sent = client.toString(StandardCharsets.UTF_8);
        assertThat(sent.replace("progress\n", "")).isEqualTo(whole + "end\n");
        assertThat(sent).contains("progress\n");
    }
}
