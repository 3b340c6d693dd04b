package org.myotome.storage.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.myotome.storage.messages.MessageDatabase.H2;
import static org.myotome.storage.messages.MessageDatabase.NOON;
import static org.myotome.storage.messages.MessageDatabase.POSTGRESQL;
import static org.myotome.storage.messages.MessageDatabase.accepted;
import static org.myotome.storage.messages.MessageDatabase.because;
import static org.myotome.storage.messages.MessageDatabase.refused;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.DuplicateKeyException;

/** Of several servers that keep a message at the same moment, one is the first, and none of them fails. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeptMessagesRaceTest {

    private final List<MessageDatabase> databases = new ArrayList<>();

    @BeforeAll
    void start() {
        databases.add(MessageDatabase.on(H2));
        databases.add(MessageDatabase.on(POSTGRESQL));
    }

    @AfterAll
    void stop() throws Exception {
        for (MessageDatabase database : databases) {
            database.close();
        }
    }

    Stream<MessageDatabase> databases() {
        return databases.stream();
    }

    /** As several servers would do it at once: each has its own connection, and stores something in the same transaction. */
    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void ofSeveralThatAreAcceptedAtOnceOneWins(MessageDatabase database) throws Exception {
        database.jdbc().execute("create table if not exists GRADE (CONTROL_ID varchar(20))");
        ExecutorService servers = Executors.newFixedThreadPool(4);
        for (int round = 0; round < 40; round++) {
            String controlId = "race " + round;
            if (round % 2 == 1) {
                database.messages().keep(refused("ICU", controlId, NOON, because("side-missing")));
            }
            CyclicBarrier together = new CyclicBarrier(4);
            Callable<Integer> server = () -> {
                together.await();
                return accept(database, controlId);
            };
            int won = 0;
            for (Future<Integer> each : servers.invokeAll(List.of(server, server, server, server))) {
                won += each.get();
            }
            assertThat(won).as(controlId).isEqualTo(1);
            assertThat(database.messages().find("ICU", controlId).orElseThrow().reasons())
                    .isEmpty();
        }
        servers.shutdown();
        assertThat(database.jdbc().queryForObject("select count(*) from GRADE", Integer.class))
                .as("stored once for each")
                .isEqualTo(40);
    }

    private static int accept(MessageDatabase database, String controlId) {
        try {
            database.transaction().executeWithoutResult(running -> {
                database.jdbc().update("insert into GRADE (CONTROL_ID) values (?)", controlId);
                database.messages().keep(accepted("ICU", controlId, NOON));
            });
            return 1;
        } catch (DuplicateKeyException other) {
            return 0;
        }
    }

    /** Refusals compete with each other, and none of them is lost or an error. */
    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void refusalsAtOnceAreAttempts(MessageDatabase database) throws Exception {
        ExecutorService servers = Executors.newFixedThreadPool(4);
        for (int round = 0; round < 20; round++) {
            String controlId = "refused " + round;
            Callable<Void> server = () -> {
                database.messages().keep(refused("ICU", controlId, NOON, because("side-missing")));
                return null;
            };
            for (Future<Void> each : servers.invokeAll(List.of(server, server, server, server))) {
                each.get();
            }
            KeptMessage kept = database.messages().find("ICU", controlId).orElseThrow();
            assertThat(kept.attempts()).isEqualTo(4);
            assertThat(kept.reasons()).hasSize(1);
        }
        servers.shutdown();
    }
}
