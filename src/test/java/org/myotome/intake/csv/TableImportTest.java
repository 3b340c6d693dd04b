package org.myotome.intake.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.myotome.intake.Channel;
import org.myotome.intake.IntakeIssue;

/** How a table is taken in: in chunks, side by side, told in order. */
class TableImportTest {

    private static final CsvProperties PROPERTIES = new CsvProperties(3, 1500, 4);

    private final FakeRowIntake intake = new FakeRowIntake();
    private final ExecutorService workers = Executors.newFixedThreadPool(PROPERTIES.threads());
    private final TableImport tables = new TableImport(intake, workers, PROPERTIES, new FakeLedger());
    private final TestReport report = new TestReport();

    @AfterEach
    void stopWorkers() {
        workers.shutdownNow();
    }

    @Test
    void everyRowIsStoredAndReportedInItsOrder() {
        assertThat(store(Tables.rows(5003))).isEmpty();
        assertThat(intake.stored).hasSize(5003);
        assertThat(report.counts()).isEqualTo(new Counts(5003, 5003, 0, 0, 0));
        assertThat(report.rows)
                .extracting(RowReport::line)
                .isSorted()
                .startsWith(2L)
                .endsWith(5004L);
        assertThat(intake.sizes).allSatisfy(size -> assertThat(size).isBetween(1, 2000));
    }

    @Test
    void aTableThatIsSentAgainIsAlreadyThere() {
        store(Tables.rows(700));
        report.clear();
        store(Tables.rows(1200));
        assertThat(report.counts()).isEqualTo(new Counts(1200, 500, 700, 0, 0));
    }

    @Test
    void whatIsRefusedIsReportedAmongWhatIsStoredAndKept() {
        String table = Tables.LONG + Tables.row(1, "4") + Tables.row(2, "4.5") + "P3,nonsense\r\n" + Tables.row(4, "5");
        store(table);
        assertThat(report.counts()).isEqualTo(new Counts(4, 2, 0, 2, 2));
        assertThat(report.rows)
                .extracting(row -> row.line() + " " + row.column() + " " + row.state())
                .containsExactly("2  STORED", "3 value REFUSED", "4  REFUSED", "5  STORED");
        assertThat(intake.kept).hasSize(2);
    }

    @Test
    void noMoreRefusedRowsAreKeptThanThereIsRoomFor() {
        StringBuilder table = new StringBuilder(Tables.LONG);
        for (int patient = 0; patient < 9; patient++) {
            table.append(Tables.row(patient, "4.5"));
        }
        store(table.toString());
        assertThat(report.counts()).isEqualTo(new Counts(9, 0, 0, 9, 4));
        assertThat(intake.kept).hasSize(4);
    }

    @Test
    void whichOfTwoContradictingRowsIsRefusedDoesNotDependOnLuck() {
        StringBuilder table = new StringBuilder(Tables.rows(600));
        for (int patient = 1; patient <= 600; patient++) {
            table.append(Tables.row(patient, "3"));
        }
        store(table.toString());
        assertThat(report.counts()).isEqualTo(new Counts(1200, 600, 0, 600, 4));
        assertThat(report.rows.subList(600, 1200)).allMatch(RowReport::isRefused);
    }

    @Test
    void aChunkOverWhichTheServerFailsDoesNotTakeTheOthersWithIt() {
        StringBuilder table = new StringBuilder(Tables.rows(600));
        table.append(Tables.row(601, "crash")).append(Tables.rows(2000).substring(Tables.LONG.length()));
        assertThat(store(table.toString())).isEmpty();
        List<RowReport> failed =
                report.rows.stream().filter(RowReport::isRefused).toList();
        assertThat(failed).isNotEmpty().allSatisfy(row -> {
            assertThat(row.issues().get(0).rule()).isEqualTo("internal");
            assertThat(row.issues().get(0).inWords()).doesNotContain("P601").contains("Send the table again");
        });
        assertThat(report.counts().stored()).isPositive();
        assertThat(intake.kept).as("nothing is wrong with these rows").isEmpty();
    }

    @Test
    void aServerThatFailsAgainAndAgainIsLeftAlone() {
        StringBuilder table = new StringBuilder(Tables.LONG);
        for (int patient = 1; patient <= 20_000; patient++) {
            table.append(Tables.row(patient, "crash"));
        }
        assertThat(store(table.toString())).get().extracting(IntakeIssue::rule).isEqualTo("internal");
        assertThat(report.counts().rows()).isLessThan(10_000);
        assertThat(report.ended).isTrue();
    }

    @Test
    void aTableThatCannotBeReadToItsEndIsStoredAsFarAsItCan() {
        Optional<IntakeIssue> stopped = store(Tables.rows(3) + "\0");
        assertThat(stopped).get().extracting(IntakeIssue::rule).isEqualTo("malformed");
        assertThat(report.counts().stored()).isEqualTo(3);
        assertThat(report.stopped).isEqualTo(stopped);
    }

    @Test
    void rowsOfOneExaminationAreOne() {
        String exam = "P1,2026-03-01,%s,elbow-flexion,mrc-0-5,4,T1,sitting\n";
        store(Tables.LONG + exam.formatted("left") + exam.formatted("right") + Tables.row(2, "3"));
        Chunk chunk = new Chunk(Tables.read(
                Tables.LONG + exam.formatted("left") + exam.formatted("right") + Tables.row(2, "3"),
                Tables.settings()));
        assertThat(chunk.examinations())
                .extracting(found -> found.statements().size())
                .containsExactly(2, 1);
        assertThat(report.counts().stored()).isEqualTo(3);
    }

    @Test
    void aChunkEndsBetweenExaminations() throws IOException {
        StringBuilder table = new StringBuilder("patient,datetime,tester,scale");
        for (int i = 0; i < 12; i++) {
            table.append(",left ").append(i);
        }
        for (int exam = 0; exam < 100; exam++) {
            table.append("\nP").append(exam).append(",2026-03-01,T1,mrc-0-5").append(",4".repeat(12));
        }
        store(table.toString());
        assertThat(report.counts()).isEqualTo(new Counts(100, 1200, 0, 0, 0));
        assertThat(intake.sizes).allSatisfy(size -> assertThat(size % 12).isZero());
    }

    @Test
    void aTrialStoresAndKeepsNothing() throws IOException {
        ReadTable table = Tables.open(Tables.rows(3) + Tables.row(9, "bad"), Tables.settings());
        tables.check(table, resources -> {}, report);
        assertThat(report.counts()).isEqualTo(new Counts(4, 3, 0, 1, 0));
        assertThat(intake.stored).isEmpty();
        assertThat(intake.kept).isEmpty();
    }

    private Optional<IntakeIssue> store(String table) {
        try {
            return tables.store(Tables.open(table, Tables.settings()), Channel.COMMAND, report);
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
