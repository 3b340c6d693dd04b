package org.myotome.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Holds up running processes for a while whenever they wait for the disk, as a disk does that is worn out or shared with too
 * many. {@code strace} delays the system calls that wait; nothing else of the processes is changed, though all of it is slower.
 */
final class SlowDisk implements AutoCloseable {

    private final Process strace;

    private SlowDisk(Process strace) {
        this.strace = strace;
    }

    /** Whether there is {@code strace}, and it may look at other processes. */
    static boolean isPossible() throws InterruptedException {
        try {
            Process tried = new ProcessBuilder("strace", "-qq", "-o", "/dev/null", "-e", "trace=none", "true")
                    .redirectErrorStream(true)
                    .start();
            return tried.waitFor(1, TimeUnit.MINUTES) && tried.exitValue() == 0;
        } catch (IOException missing) {
            return false;
        }
    }

    /**
     * @param calls of which processes, as {@link Place#waitsForDisk} says
     * @param each how much longer each of them takes
     */
    static SlowDisk of(List<String> calls, Duration each) throws IOException {
        List<String> command = new ArrayList<>(List.of("strace", "-f", "-qq", "-o", "/dev/null"));
        command.addAll(calls);
        command.addAll(List.of("-e", "inject=all:delay_enter=" + TimeUnit.NANOSECONDS.toMicros(each.toNanos())));
        return new SlowDisk(new ProcessBuilder(command).inheritIO().start());
    }

    boolean lasts() {
        return strace.isAlive();
    }

    /** The disk is as fast as before. */
    @Override
    public void close() {
        strace.destroy();
        try {
            assertThat(strace.waitFor(1, TimeUnit.MINUTES)).as("strace ends").isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
