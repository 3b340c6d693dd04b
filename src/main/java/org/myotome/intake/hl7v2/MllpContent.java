package org.myotome.intake.hl7v2;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.myotome.intake.IntakeIssue;
import org.myotome.intake.IntakeRule;
import org.myotome.intake.Place;
import org.springframework.util.unit.DataSize;

/**
 * Collects the bytes of a frame: no more than the limit, and of large frames only a few at a time, so that no number of senders
 * can fill the memory. Of a frame that is refused, the beginning is kept: the answer needs its header.
 */
final class MllpContent implements AutoCloseable {

    /** In bytes; above it, a frame needs a permit. */
    static final int LARGE = 1024 * 1024;

    private static final int BEGINNING = 16 * 1024;

    private final int maxSize;
    private final Semaphore large;
    private ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private boolean permitted;
    private @Nullable IntakeIssue refusal;

    MllpContent(int maxSize, Semaphore large) {
        this.maxSize = maxSize;
        this.large = large;
    }

    void add(byte next) {
        if (refusal != null) {
            return;
        }
        if (bytes.size() == maxSize) {
            refuse(tooLarge(DataSize.ofBytes(maxSize), "myotome.intake.mllp.max-message-size"));
        } else if (bytes.size() == LARGE && !permitted()) {
            refuse(busy());
        } else {
            bytes.write(next);
        }
    }

    private boolean permitted() {
        permitted = large.tryAcquire();
        return permitted;
    }

    private void refuse(IntakeIssue issue) {
        refusal = issue;
        byte[] beginning = Arrays.copyOf(bytes.toByteArray(), Math.min(bytes.size(), BEGINNING));
        close();
        bytes.writeBytes(beginning);
    }

    MllpFrame frame(boolean ended) {
        return new MllpFrame(bytes.toByteArray(), Optional.ofNullable(refusal), ended);
    }

    static IntakeIssue tooLarge(DataSize limit, String property) {
        String most = limit.toMegabytes() > 0 ? limit.toMegabytes() + " MB" : limit.toKilobytes() + " KB";
        return IntakeIssue.error(
                IntakeRule.TOO_LARGE,
                Place.of("the whole message"),
                "The message is larger than this server reads. Nothing of it is stored.",
                "more than " + most,
                "at most " + most,
                "Send its contents in several messages, or have " + property + " raised.");
    }

    private static IntakeIssue busy() {
        return IntakeIssue.error(
                IntakeRule.INTERNAL,
                Place.of("the whole message"),
                "Several large messages are being received already. Nothing of this one is stored.",
                "more than " + DataSize.ofBytes(LARGE).toMegabytes() + " MB",
                "any message at another moment",
                "Send it again in a minute.");
    }

    @Override
    public void close() {
        bytes = new ByteArrayOutputStream();
        if (permitted) {
            large.release();
            permitted = false;
        }
    }
}
