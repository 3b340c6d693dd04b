package org.myotome.storage.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.myotome.storage.messages.MessageDatabase.NOON;
import static org.myotome.storage.messages.MessageDatabase.accepted;
import static org.myotome.storage.messages.MessageDatabase.because;
import static org.myotome.storage.messages.MessageDatabase.refused;
import static org.myotome.storage.messages.MessageDatabase.with;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.myotome.storage.embedded.DurableCommits;
import org.myotome.storage.embedded.DurableFile;
import org.myotome.storage.embedded.FreshQueries;

/** A message that was kept is in the files, as a killed process leaves them, whether it is small or large, new or replaced. */
class KeptMessagesFileTest {

    private static final int LARGE = 3_000_000;

    @TempDir
    private Path directory;

    @Test
    void aNewMessageIsInTheLog() throws Exception {
        try (MessageDatabase database = opened("a").migrate()) {
            KeptMessage small = with(refused("ICU", "small", NOON, because("side-missing")), bytes(900), "answer");
            KeptMessage middle = with(accepted("ICU", "middle", NOON), bytes(1_000_000), "answer".repeat(10_000));
            database.messages().keep(small);
            long log = Files.size(directory.resolve("a.wal"));
            database.messages().keep(middle);
            assertThat(log).as("no database is written for it").isPositive();
            assertThat(Files.size(directory.resolve("a.wal"))).isGreaterThan(1_000_000);
            assertAreThereAfterAKill(small, middle);
        }
    }

    @Test
    void aLargeMessageIsInTheDatabase() throws Exception {
        try (MessageDatabase database = opened("a").migrate()) {
            KeptMessage large = with(accepted("ICU", "large", NOON), bytes(LARGE), "ü".repeat(LARGE));
            KeptMessage after = with(accepted("ICU", "after", NOON), bytes(10), "answer");
            database.messages().keep(large);
            database.messages().keep(after);
            assertAreThereAfterAKill(large, after);
        }
    }

    @Test
    void aReplacedMessageIsInTheDatabase() throws Exception {
        try (MessageDatabase database = opened("a").migrate()) {
            database.messages().keep(refused("ICU", "replaced", NOON, because("side-missing")));
            database.messages().keep(with(accepted("ICU", "replaced", NOON), bytes(2000), "answer"));
            assertAreThereAfterAKill(database.messages().find("ICU", "replaced").orElseThrow());
        }
    }

    private void assertAreThereAfterAKill(KeptMessage... messages) throws Exception {
        for (String suffix : List.of(".wal", ".mv.db")) {
            Files.copy(
                    directory.resolve("a" + suffix),
                    directory.resolve("copy" + suffix),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        for (int start = 1; start <= 2; start++) {
            try (MessageDatabase killed = opened("copy")) {
                for (KeptMessage message : messages) {
                    KeptMessage found = killed.messages().find(message.id()).orElseThrow();
                    assertThat(found.content()).as("start %d", start).isEqualTo(message.content());
                    assertThat(found)
                            .usingRecursiveComparison()
                            .ignoringFields("content")
                            .isEqualTo(message);
                }
            }
        }
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private MessageDatabase opened(String file) throws IOException {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(FreshQueries.url(DurableFile.url("jdbc:h2:file:" + directory.resolve(file))));
        config.setUsername("sa");
        config.setPassword("");
        HikariDataSource pool = new HikariDataSource(config);
        DurableCommits database = (DurableCommits) DurableCommits.over(pool);
        return new MessageDatabase(database, true, () -> {
            database.close();
            pool.close();
        });
    }
}
