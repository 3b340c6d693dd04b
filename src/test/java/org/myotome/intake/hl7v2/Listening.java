package org.myotome.intake.hl7v2;

import java.net.InetAddress;
import java.time.Duration;
import org.springframework.util.unit.DataSize;

/** A listener on any free port, started. */
final class Listening implements AutoCloseable {

    private final MllpListener listener;

    private Listening(MllpProperties properties, FakeIntake intake) {
        listener = new MllpListener(properties, new Hl7Receiver(intake, FakeIntake.CLOCK));
        listener.start();
        listener.accept();
    }

    static Listening with(FakeIntake intake) {
        return with(intake, properties(64, Duration.ofMinutes(1), Duration.ofMinutes(1)));
    }

    static Listening with(FakeIntake intake, MllpProperties properties) {
        return new Listening(properties, intake);
    }

    static MllpProperties properties(int connections, Duration idle, Duration message) {
        return new MllpProperties(
                true, InetAddress.getLoopbackAddress(), 0, DataSize.ofMegabytes(20), connections, idle, message, null);
    }

    int port() {
        return listener.port();
    }

    MllpListener listener() {
        return listener;
    }

    /** How many threads of listeners there are, in this and in every other test. */
    static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .filter(thread -> thread.getName().startsWith("mllp-"))
                .count();
    }

    @Override
    public void close() {
        listener.stop();
    }
}
