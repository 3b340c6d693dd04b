package org.myotome.intake.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

/** What is a frame and what is none, however the bytes arrive. */
class MllpReaderTest {

    private static final int MEGABYTE = 1 << 20;

    private final Semaphore large = new Semaphore(1);

    @Test
    void framesAreReadOneAfterTheOther() throws IOException {
        assertThat(contents("\u000Bone\u001C\r\u000Btwo\u001C\r")).containsExactly("one", "two");
        assertThat(contents("\r\n\u000Bone\u001C\r\n\r\n\u000Btwo\u001C\r"))
                .as("line ends between")
                .containsExactly("one", "two");
        assertThat(contents("\u000B\u001C\r")).as("an empty one").containsExactly("");
        assertThat(contents("")).isEmpty();
    }

    @Test
    void onlyBothBytesEndAFrame() throws IOException {
        assertThat(contents("\u000Ba\u001Cb\r\u001C\r")).containsExactly("a\u001Cb\r");
        assertThat(contents("\u000Ba\u001C\u001C\r")).containsExactly("a\u001C");
        assertThat(contents("\u000Ba\u000Bb\u001C\r"))
                .as("a start inside stays, and is refused as a control character")
                .containsExactly("a\u000Bb");
    }

    @Test
    void whatIsCutOffIsNoFrame() throws IOException {
        String frame = "\u000BMSH|^~\\&|A\u001C\r";
        for (int length = 0; length < frame.length(); length++) {
            assertThat(contents(frame.substring(0, length))).isEmpty();
        }
    }

    @Test
    void anythingElseBetweenFramesEndsTheConversation() throws IOException {
        assertThat(contents("\u000Bone\u001C\rx\u000Btwo\u001C\r")).containsExactly("one");
        assertThat(contents("POST / HTTP/1.1\r\n\r\n\u000Bone\u001C\r")).isEmpty();
        assertThat(contents("\r".repeat(2000) + "\u000Bone\u001C\r")).isEmpty();
    }

    @Test
    void howTheBytesArriveMakesNoDifference() throws IOException {
        byte[] bytes = "\u000Bone\u001C\r\r\u000Ba\u001Cb\u001C\r".getBytes(StandardCharsets.UTF_8);
        InputStream single = new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] buffer, int offset, int length) {
                return super.read(buffer, offset, Math.min(1, length));
            }
        };
        assertThat(contents(single, MEGABYTE)).containsExactly("one", "a\u001Cb");
    }

    @Test
    void ofAFrameThatIsTooLargeTheBeginningIsKept() throws IOException {
        String message = "MSH|^~\\&|A" + "x".repeat(50_000);
        try (MllpReader reader = reader(stream("\u000B" + message + "\u001C\r\u000Btwo\u001C\r"), 40_000)) {
            MllpFrame frame = reader.next().orElseThrow();
            assertThat(frame.refusal()).hasValueSatisfying(issue -> {
                assertThat(issue.rule()).isEqualTo("too-large");
                assertThat(issue.fix()).contains("myotome.intake.mllp.max-message-size");
            });
            assertThat(frame.ended()).isTrue();
            assertThat(message).startsWith(new String(frame.content(), StandardCharsets.UTF_8));
            assertThat(frame.content()).hasSizeBetween(10, 40_000);
            assertThat(reader.next().orElseThrow().content()).isEqualTo("two".getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void aFrameOfExactlyTheLimitIsRead() throws IOException {
        assertThat(contents(stream("\u000B" + "x".repeat(5000) + "\u001C\r"), 5000))
                .containsExactly("x".repeat(5000));
    }

    @Test
    void aFrameWithoutEndIsNotReadForEver() throws IOException {
        InputStream endless = new InputStream() {
            private boolean begun;

            @Override
            public int read() {
                int next = begun ? 'x' : 0x0B;
                begun = true;
                return next;
            }
        };
        try (MllpReader reader = reader(endless, 5000)) {
            assertThat(reader.next().orElseThrow().ended()).isFalse();
        }
    }

    @Test
    void onlySoManyLargeFramesAreHeldAtATime() throws IOException {
        String frame = "\u000B" + "x".repeat(2 * MEGABYTE) + "\u001C\r";
        try (MllpReader first = reader(stream(frame), 5 * MEGABYTE);
                MllpReader second = reader(stream(frame + frame), 5 * MEGABYTE)) {
            assertThat(first.next().orElseThrow().refusal()).isEmpty();
            assertThat(second.next().orElseThrow().refusal())
                    .hasValueSatisfying(issue -> assertThat(issue.fix()).contains("again"));
            first.release();
            assertThat(second.next().orElseThrow().refusal()).isEmpty();
        }
        assertThat(large.availablePermits()).isEqualTo(1);
    }

    private List<String> contents(String bytes) throws IOException {
        return contents(stream(bytes), MEGABYTE);
    }

    private List<String> contents(InputStream bytes, int limit) throws IOException {
        List<String> contents = new ArrayList<>();
        try (MllpReader reader = reader(bytes, limit)) {
            for (Optional<MllpFrame> frame = reader.next(); frame.isPresent(); frame = reader.next()) {
                contents.add(new String(frame.get().content(), StandardCharsets.UTF_8));
            }
        }
        return contents;
    }

    private MllpReader reader(InputStream bytes, int limit) {
        return new MllpReader(bytes, limit, large, () -> {});
    }

    private static InputStream stream(String bytes) {
        return new ByteArrayInputStream(bytes.getBytes(StandardCharsets.UTF_8));
    }
}
