package org.myotome.storage.backup;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import org.myotome.storage.upkeep.UpkeepThread;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes backups by itself, and removes old ones when a new one is verified. One that is due while the server is down, as the
 * first one is, is made soon after the start. One that fails is in the log as an error and tried again.
 */
public final class ScheduledBackups implements AutoCloseable {

    /** What came of it so far. */
    public record State(Optional<Instant> succeeded, Optional<Instant> failed, String why) {

        /** Whether the last one failed. */
        public boolean isFailing() {
            return failed.isPresent() && (succeeded.isEmpty() || succeeded.get().isBefore(failed.get()));
        }
    }

    private static final Duration FIRST = Duration.ofSeconds(10);
    private static final Duration AGAIN = Duration.ofMinutes(10);
    private static final Logger LOG = LoggerFactory.getLogger(ScheduledBackups.class);

    private final EmbeddedBackup backup;
    private final Verification verification;
    private final BackupProperties properties;
    private final KeptBackups kept;
    private final UpkeepThread thread = new UpkeepThread("backups");
    private volatile State state = new State(Optional.empty(), Optional.empty(), "");

    /** @param directory below which they are made */
    ScheduledBackups(EmbeddedBackup backup, Verification verification, BackupProperties properties, Path directory) {
        this.backup = backup;
        this.verification = verification;
        this.properties = properties;
        this.kept = new KeptBackups(directory);
    }

    /** From now on makes them. */
    void start() {
        next(FIRST);
    }

    /** For those who watch the server. */
    public State state() {
        return state;
    }

    private void next(Duration atLeast) {
        Instant now = Instant.now();
        Instant due = now;
        try {
            due = kept.newest()
                    .map(last -> properties
                            .after(ZonedDateTime.ofInstant(last, ZoneId.systemDefault()))
                            .toInstant())
                    .orElse(now);
        } catch (IOException unreadable) {
            // The backup itself will fail, and say so.
        }
        Instant soonest = now.plus(atLeast);
        thread.after(Duration.between(now, due.isBefore(soonest) ? soonest : due), this::make);
    }

    /** One backup now, and the next one when it is due. */
    void make() {
        Duration atLeast = Duration.ofSeconds(1);
        try {
            makeOne();
        } catch (IOException | RuntimeException failed) {
            state = new State(state.succeeded, Optional.of(Instant.now()), String.valueOf(failed.getMessage()));
            LOG.error(
                    "The backup failed and will be tried again in {} minutes: {}",
                    AGAIN.toMinutes(),
                    failed.toString());
            atLeast = AGAIN;
        }
        next(atLeast);
    }

    /** One backup now. */
    void makeOne() throws IOException {
        kept.removeUnfinished();
        Instant moment = Instant.now();
        try (NewBackup written = NewBackup.at(kept.at(moment))) {
            backup.write(name -> untilEnd(written.next(name)));
            String found = verification.verify(written.directory(), written.directory());
            written.finish();
            LOG.info("Backup {}: {}", written.place(), found);
        }
        state = new State(Optional.of(moment), state.failed, state.why);
        int removed = kept.keep(properties.keep());
        if (removed > 0) {
            LOG.info("Removed {} old backups, kept {}", removed, properties.keep());
        }
    }

    /** An interrupt would close the file of the database under everybody. */
    private OutputStream untilEnd(OutputStream file) {
        return new FilterOutputStream(file) {

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                if (thread.isEnding()) {
                    throw new IOException("The server stops");
                }
                out.write(bytes, offset, length);
            }
        };
    }

    /** Comes before the database is closed; a copy that is being made is given up. */
    @Override
    public void close() {
        if (!thread.end()) {
            LOG.warn("A backup was still being made; what is written of it is not taken for one");
        }
    }
}
