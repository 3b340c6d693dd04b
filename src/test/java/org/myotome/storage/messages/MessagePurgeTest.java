package org.myotome.storage.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.myotome.storage.messages.MessageDatabase.H2;
import static org.myotome.storage.messages.MessageDatabase.NOON;
import static org.myotome.storage.messages.MessageDatabase.POSTGRESQL;
import static org.myotome.storage.messages.MessageDatabase.accepted;
import static org.myotome.storage.messages.MessageDatabase.because;
import static org.myotome.storage.messages.MessageDatabase.refused;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.myotome.storage.messages.MessagePurge.Periods;
import org.springframework.dao.DuplicateKeyException;

/** What is old is removed, and nothing else; an accepted message is known for ever. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MessagePurgeTest {

    private static final Periods PERIODS = new Periods(Duration.ofDays(90), Duration.ofDays(365), Duration.ZERO);

    private final List<MessageDatabase> databases = new ArrayList<>();
    private MessageDatabase database;

    @BeforeAll
    void start() {
        databases.add(MessageDatabase.on(H2));
        databases.add(MessageDatabase.on(POSTGRESQL));
    }

    @AfterEach
    void empty() {
        database.jdbc().update("delete from " + MessageTables.MESSAGE);
        database.jdbc().update("delete from " + MessageTables.REASON);
        database.jdbc().update("delete from " + MessageTables.TABLE);
    }

    @AfterAll
    void stop() throws Exception {
        for (MessageDatabase each : databases) {
            each.close();
        }
    }

    Stream<MessageDatabase> databases() {
        return databases.stream();
    }

    private void purge(Periods periods) {
        MessagePurge purge = new MessagePurge(database.database(), database.transactions(), periods);
        purge.purge(NOON);
        purge.close();
    }

    private KeptMessage kept(KeptMessage message) {
        database.messages().keep(message);
        return message;
    }

    private KeptMessage find(KeptMessage message) {
        return database.messages().find(message.id()).orElseThrow();
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void anOldAcceptedMessageLosesItsContentAndIsStillKnown(MessageDatabase on) {
        database = on;
        KeptMessage old = kept(accepted("ICU", "old", NOON.minus(Duration.ofDays(91))));
        KeptMessage recent = kept(accepted("ICU", "recent", NOON.minus(Duration.ofDays(89))));
        purge(PERIODS);
        KeptMessage left = find(old);
        assertThat(left.content()).isEmpty();
        assertThat(left.outcome()).isEmpty();
        assertThat(left.answer()).as("to be told again").isEqualTo(old.answer());
        assertThat(database.messages().isContent(old.id(), old.content())).isTrue();
        assertThat(find(recent)).usingRecursiveComparison().isEqualTo(recent);
        assertThat(catchDuplicate(accepted("ICU", "old", NOON))).isTrue();
    }

    private boolean catchDuplicate(KeptMessage again) {
        try {
            database.messages().keep(again);
            return false;
        } catch (DuplicateKeyException known) {
            return true;
        }
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void anOldRefusedMessageIsGone(MessageDatabase on) {
        database = on;
        KeptMessage old = kept(refused("ICU", "old", NOON.minus(Duration.ofDays(366)), because("side-missing")));
        KeptMessage recent = kept(refused("ICU", "recent", NOON.minus(Duration.ofDays(364)), because("side-missing")));
        purge(PERIODS);
        assertThat(database.messages().find(old.id())).isEmpty();
        assertThat(find(recent)).usingRecursiveComparison().isEqualTo(recent);
        assertThat(database.jdbc().queryForObject("select count(*) from " + MessageTables.REASON, Integer.class))
                .isEqualTo(1);
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void withoutPeriodsAllStays(MessageDatabase on) {
        database = on;
        KeptMessage accepted = kept(accepted("ICU", "1", NOON.minus(Duration.ofDays(9000))));
        KeptMessage refused = kept(refused("ICU", "2", NOON.minus(Duration.ofDays(9000)), because("side-missing")));
        purge(new Periods(Duration.ZERO, Duration.ZERO, Duration.ZERO));
        assertThat(find(accepted)).usingRecursiveComparison().isEqualTo(accepted);
        assertThat(find(refused)).usingRecursiveComparison().isEqualTo(refused);
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void acceptedMessagesAreForgottenWhereThatIsAskedFor(MessageDatabase on) {
        database = on;
        KeptMessage old = kept(accepted("ICU", "1", NOON.minus(Duration.ofDays(800))));
        KeptMessage recent = kept(accepted("ICU", "2", NOON.minus(Duration.ofDays(700))));
        purge(new Periods(Duration.ofDays(90), Duration.ofDays(365), Duration.ofDays(730)));
        assertThat(database.messages().find(old.id())).isEmpty();
        assertThat(find(recent).content()).isEmpty();
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void severalServersRemoveManyAtOnce(MessageDatabase on) throws Exception {
        database = on;
        for (int number = 0; number < 3 * MessagePurge.AT_ONCE; number++) {
            kept(accepted("ICU", "accepted " + number, NOON.minus(Duration.ofDays(100 + number))));
            kept(refused("ICU", "refused " + number, NOON.minus(Duration.ofDays(400)), because("side-missing")));
        }
        ExecutorService servers = Executors.newFixedThreadPool(3);
        Callable<Void> server = () -> {
            purge(PERIODS);
            return null;
        };
        for (Future<Void> each : servers.invokeAll(List.of(server, server, server))) {
            each.get();
        }
        servers.shutdown();
        purge(PERIODS);
        assertThat(database.jdbc()
                        .queryForObject(
                                "select count(*) from " + MessageTables.MESSAGE + " where CONTENT is null",
                                Integer.class))
                .isEqualTo(3 * MessagePurge.AT_ONCE);
        assertThat(new MessageReports(database.database()).report("ICU", 10).orElseThrow())
                .returns(300L, SenderReport::accepted)
                .returns(0L, SenderReport::refused);
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void countsOfTablesStayAsLongAsWhatIsLeftOfMessages(MessageDatabase each) {
        database = each;
        KeptTables tables = database.tables();
        tables.add("1", "A", NOON.minus(Duration.ofDays(400)), new TableCounts(1, 1, 0, 0));
        tables.add("2", "A", NOON.minus(Duration.ofDays(399)), new TableCounts(2, 2, 0, 0));
        purge(PERIODS);
        assertThat(counted()).isEqualTo(2);
        purge(new Periods(
                Duration.ofDays(90), Duration.ofDays(365), Duration.ofDays(400).minusMillis(1)));
        assertThat(counted()).isEqualTo(1);
    }

    private long counted() {
        return new MessageReports(database.database())
                .report("A", 1)
                .orElseThrow()
                .tables();
    }
}
