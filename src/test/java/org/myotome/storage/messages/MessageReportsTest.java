package org.myotome.storage.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.myotome.storage.messages.MessageDatabase.H2;
import static org.myotome.storage.messages.MessageDatabase.NOON;
import static org.myotome.storage.messages.MessageDatabase.POSTGRESQL;
import static org.myotome.storage.messages.MessageDatabase.accepted;
import static org.myotome.storage.messages.MessageDatabase.because;
import static org.myotome.storage.messages.MessageDatabase.refused;
import static org.myotome.storage.messages.MessageDatabase.unmapped;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.myotome.storage.messages.KeptMessage.Status;

/** Lists and counts say what is kept, on both databases the same. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MessageReportsTest {

    private static final Optional<Status> ANY = Optional.empty();
    private static final Optional<String> ALL = Optional.empty();

    private final List<MessageDatabase> databases = new ArrayList<>();

    @BeforeAll
    void start() {
        databases.add(MessageDatabase.on(H2));
        databases.add(MessageDatabase.on(POSTGRESQL));
        databases.forEach(MessageReportsTest::fill);
    }

    private static void fill(MessageDatabase database) {
        KeptMessages messages = database.messages();
        messages.keep(refused("B|1", "1", NOON, unmapped("EX", "MS-X", "Left x"), unmapped("EX", "MS-Y", "y")));
        messages.keep(refused("B|1", "2", at(1), unmapped("EX", "MS-X", "Left x?"), because("side-missing")));
        messages.keep(accepted("B|1", "3", at(2)));
        messages.keep(accepted("B|1", "4", at(3)));
        messages.keep(refused("A", "1", at(4), unmapped("EX", "MS-X", "x"), unmapped("", "", "no code")));
        messages.keep(refused("A", "2", at(5), unmapped("EX", "MS-Z", "z")));
        messages.keep(accepted("A", "2", at(6)));
        KeptTables tables = database.tables();
        tables.add("t1", "T", at(1), new TableCounts(300, 300, 0, 0));
        tables.add("t1", "T", at(1), new TableCounts(200, 100, 50, 60));
        tables.add("t2", "T", at(2), new TableCounts(1, 0, 0, 1));
        tables.add("t3", "B|1", at(9), new TableCounts(2, 2, 0, 0));
        IntStream.range(0, 7).forEach(number -> messages.keep(accepted("C", "same time " + number, at(60))));
    }

    private static Instant at(int minutes) {
        return NOON.plusSeconds(60L * minutes);
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

    private static MessageQuery query(Optional<Status> status, Optional<String> sender, Optional<String> rule) {
        return new MessageQuery(status, sender, rule, Optional.empty(), Optional.empty(), Optional.empty(), 100);
    }

    private static List<String> listed(MessageDatabase database, MessageQuery query) {
        return new MessageSearch(database.database())
                .find(query).messages().stream()
                        .map(message -> message.sender() + " " + message.controlId())
                        .toList();
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void messagesAreListedNewestFirst(MessageDatabase database) {
        assertThat(listed(database, query(Optional.of(Status.REFUSED), ALL, ALL)))
                .containsExactly("A 1", "B|1 2", "B|1 1");
        assertThat(listed(database, query(ANY, Optional.of("B|1"), ALL)))
                .containsExactly("B|1 4", "B|1 3", "B|1 2", "B|1 1");
        assertThat(listed(database, query(Optional.of(Status.ACCEPTED), Optional.of("A"), ALL)))
                .containsExactly("A 2");
        assertThat(listed(database, query(ANY, ALL, Optional.of("side-missing"))))
                .containsExactly("B|1 2");
        assertThat(listed(database, query(ANY, ALL, Optional.of("malformed")))).isEmpty();
        assertThat(listed(
                        database,
                        new MessageQuery(ANY, ALL, ALL, Optional.of(at(1)), Optional.of(at(4)), Optional.empty(), 100)))
                .containsExactly("B|1 4", "B|1 3", "B|1 2");
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void aListSaysByWhichRulesAMessageWasRefused(MessageDatabase database) {
        List<MessageSummary> found = new MessageSearch(database.database())
                .find(query(ANY, Optional.of("B|1"), ALL))
                .messages();
        assertThat(found)
                .extracting(MessageSummary::rules)
                .containsExactly(
                        List.of(),
                        List.of(),
                        List.of("local-code-unmapped", "side-missing"),
                        List.of("local-code-unmapped"));
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void eachMessageIsOnOnePageWhateverComesMeanwhile(MessageDatabase database) {
        MessageSearch search = new MessageSearch(database.database());
        List<String> all = listed(database, query(ANY, ALL, ALL));
        List<String> paged = new ArrayList<>();
        Optional<MessageCursor> next = Optional.empty();
        int pages = 0;
        do {
            MessagePage page =
                    search.find(new MessageQuery(ANY, ALL, ALL, Optional.empty(), Optional.empty(), next, 3));
            page.messages().forEach(message -> paged.add(message.sender() + " " + message.controlId()));
            next = page.next()
                    .map(MessageCursor::toString)
                    .map(text -> MessageCursor.read(text).orElseThrow());
            database.messages().keep(accepted("D", "new " + pages++, at(99)));
        } while (next.isPresent());
        assertThat(paged).isEqualTo(all).hasSize(13).doesNotHaveDuplicates();
        assertThat(pages).isEqualTo(5);
        database.jdbc().update("delete from " + MessageTables.MESSAGE + " where SENDER = 'D'");
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void unmappedCodesAreCountedByMessages(MessageDatabase database) {
        MessageReports reports = new MessageReports(database.database());
        UnmappedCode often = new UnmappedCode("B|1", "EX", "MS-X", "Left x?", 2, at(1));
        assertThat(reports.unmapped(100))
                .as("MS-Z was accepted since")
                .containsExactly(
                        often,
                        new UnmappedCode("A", "", "", "no code", 1, at(4)),
                        new UnmappedCode("A", "EX", "MS-X", "x", 1, at(4)),
                        new UnmappedCode("B|1", "EX", "MS-Y", "y", 1, NOON));
        assertThat(reports.unmapped("B|1", 1)).containsExactly(often);
        assertThat(reports.unmapped("C", 10)).isEmpty();
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void eachSenderHasAReport(MessageDatabase database) {
        MessageReports reports = new MessageReports(database.database());
        assertThat(reports.senders()).containsExactly("A", "B|1", "C", "T");
        assertThat(reports.report("none", 10)).isEmpty();
        assertThat(reports.report("B|1", 10))
                .contains(new SenderReport(
                        "B|1",
                        2,
                        2,
                        24,
                        NOON,
                        at(9),
                        1,
                        new TableCounts(2, 2, 0, 0),
                        List.of(
                                new SenderReport.Reason("local-code-unmapped", 2),
                                new SenderReport.Reason("side-missing", 1)),
                        reports.unmapped("B|1", 10)));
        assertThat(reports.report("T", 10))
                .contains(new SenderReport(
                        "T", 0, 0, 0, at(1), at(2), 2, new TableCounts(501, 400, 50, 61), List.of(), List.of()));
        assertThat(reports.report("C", 10).orElseThrow().refused()).isZero();
    }
}
