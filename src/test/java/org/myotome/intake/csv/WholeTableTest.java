package org.myotome.intake.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** A table is stored as a whole or not at all. */
class WholeTableTest {

    private final FakeRowIntake intake = new FakeRowIntake();
    private final FakeLedger ledger = new FakeLedger();
    private final WholeTable whole = new WholeTable(
            intake, new TableImport(intake, Runnable::run, new CsvProperties(1, 1000, 10), ledger), ledger);
    private String report = "";

    @Test
    void allOfATableThatIsRightIsStored() throws IOException {
        assertThat(store(Tables.rows(700))).isTrue();
        assertThat(intake.stored).hasSize(700);
        assertThat(report)
                .isEqualTo("{\"rows\":700,\"stored\":700,\"alreadyThere\":0,\"refused\":0,\"kept\":0,"
                        + "\"complete\":true}\n");
    }

    @Test
    void oneRowThatIsRefusedKeepsAllOut() throws IOException {
        assertThat(store(Tables.rows(700) + Tables.row(701, "4.5"))).isFalse();
        assertThat(intake.stored).isEmpty();
        assertThat(ledger.tables).containsExactly(new Counts(701, 0, 0, 1, 0));
        assertThat(intake.kept).as("the table will be sent again").isEmpty();
        assertThat(report)
                .contains("\"line\":702", "\"refused\"", "\"stored\":0,\"wouldBeStored\":700")
                .endsWith("\"complete\":true}\n");
    }

    @Test
    void aTableThatCannotBeReadToItsEndIsKeptOut() throws IOException {
        assertThat(store(Tables.rows(700) + "\0")).isFalse();
        assertThat(intake.stored).isEmpty();
        assertThat(report).contains("\"complete\":false", "NUL");
    }

    @Test
    void rowsThatContradictEachOtherUndoAll() throws IOException {
        intake.stored.put("before", "4");
        assertThat(store(Tables.rows(700) + Tables.row(3, "5"))).isFalse();
        assertThat(intake.stored).containsOnlyKeys("before");
        assertThat(report).contains("stored-otherwise", "\"line\":702");
    }

    @Test
    void aTableThatIsTooLongForOneTransactionIsRefused() throws IOException {
        assertThat(store(Tables.rows(1001))).isFalse();
        assertThat(intake.stored).isEmpty();
        assertThat(report).contains("too-large", "myotome.intake.csv.atomic-rows");
    }

    @Test
    void allOfItIsTriedAgainWhereOthersStoreTheSame() throws IOException {
        intake.conflicts = 3;
        assertThat(store(Tables.rows(700))).isTrue();
        assertThat(intake.stored).hasSize(700);
        assertThat(report)
                .as("of the last time only")
                .contains("\"rows\":700,\"stored\":700,")
                .hasLineCount(1);
    }

    @Test
    void itIsNotTriedAgainForEver() {
        intake.conflicts = Integer.MAX_VALUE;
        assertThatThrownBy(() -> store(Tables.rows(3)))
                .isInstanceOfSatisfying(
                        Contended.class,
                        contended -> assertThat(contended.issue().inWords()).contains("8 times", "without atomic"));
        assertThat(intake.stored).isEmpty();
    }

    private boolean store(String table) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (WholeTable.Done done = whole.store(Tables.stream(table), Tables.settings(), JsonLines::new, false)) {
            done.report().copyTo(out);
            report = out.toString(StandardCharsets.UTF_8);
            return done.stored();
        }
    }
}
