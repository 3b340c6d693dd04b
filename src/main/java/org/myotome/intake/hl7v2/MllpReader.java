package org.myotome.intake.hl7v2;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * Reads frames: 0B, the message, 1C 0D. Between them, line ends are skipped. Anything else there ends the connection: a web page
 * can have a browser send an HTTP request to any port of this machine, with a frame in its body.
 */
final class MllpReader implements AutoCloseable {

    static final int START = 0x0B;
    static final int END = 0x1C;
    static final int CARRIAGE_RETURN = 0x0D;

    private static final int SKIPPED_AT_MOST = 1024;

    /** A frame beyond the limit is read to its end, so that its sender comes to read the answer; up to so many times the limit. */
    private static final int PATIENCE = 10;

    private final InputStream in;
    private final int maxSize;
    private final Semaphore large;
    private final Runnable frameBegins;
    private final byte[] buffer = new byte[8192];
    private int position;
    private int limit;
    private MllpContent content;

    /**
     * @param maxSize of a message in bytes
     * @param large permits for messages of more than {@link MllpContent#LARGE} bytes
     * @param frameBegins is told when a start block was read
     */
    MllpReader(InputStream in, int maxSize, Semaphore large, Runnable frameBegins) {
        this.in = in;
        this.maxSize = maxSize;
        this.large = large;
        this.frameBegins = frameBegins;
        content = new MllpContent(maxSize, large);
    }

    /** The next frame; empty if there is none any more, or what follows is none. A frame that is cut off is none. */
    Optional<MllpFrame> next() throws IOException {
        release();
        content = new MllpContent(maxSize, large);
        if (!isAtFrame()) {
            return Optional.empty();
        }
        frameBegins.run();
        long size = 0;
        for (int next = read(); next >= 0; next = read()) {
            if (next == END && isEnd()) {
                return Optional.of(content.frame(true));
            }
            content.add((byte) next);
            if (++size > (long) PATIENCE * maxSize) {
                return Optional.of(content.frame(false));
            }
        }
        return Optional.empty();
    }

    private boolean isAtFrame() throws IOException {
        for (int skipped = 0; skipped <= SKIPPED_AT_MOST; skipped++) {
            int next = read();
            if (next == START) {
                return true;
            }
            if (next != CARRIAGE_RETURN && next != '\n') {
                return false;
            }
        }
        return false;
    }

    /** Whether a carriage return follows; what else follows stays to be read. */
    private boolean isEnd() throws IOException {
        int next = read();
        if (next >= 0 && next != CARRIAGE_RETURN) {
            position--;
        }
        return next == CARRIAGE_RETURN;
    }

    private int read() throws IOException {
        if (position == limit) {
            limit = Math.max(0, in.read(buffer));
            position = 0;
            if (limit == 0) {
                return -1;
            }
        }
        return buffer[position++] & 0xFF;
    }

    /** Gives back what the last frame held. */
    void release() {
        content.close();
    }

    @Override
    public void close() {
        release();
    }
}
