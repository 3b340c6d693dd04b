package org.myotome.intake.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.myotome.intake.Channel;
import org.myotome.intake.IntakeMessage;
import org.myotome.intake.Reading;
import org.myotome.intake.Statement;

/** A refused row is kept so that it can be read again by itself. */
class CsvFormatTest {

    private final FakeRowIntake intake = new FakeRowIntake();
    private final TableImport tables =
            new TableImport(intake, Runnable::run, new CsvProperties(1, 1000, 100), new FakeLedger());

    @Test
    void aKeptRowSaysWhatItSaidInItsTable() throws IOException {
        TableSettings settings = TableSettings.of(new Mapping(
                Map.of(
                        Setting.SENDER, "EXAMPLE-TABLE|GENERAL",
                        Setting.SCALE, "mrc-0-5",
                        Setting.SEPARATOR, "semicolon",
                        Setting.TIME_ZONE, "Europe/Berlin",
                        Setting.DATE_TIME_FORMAT, "dd.MM.yyyy HH:mm"),
                Map.of("Pat-ID", Role.PATIENT, "Datum", Role.DATETIME, "Prüfer", Role.TESTER)));
        String table = "Pat-ID;Datum;Prüfer;Bizeps; re\"x\nSYN1;01.03.2026 09:30;T, 1;ungefähr 4;3\n";
        table = table.replace("Bizeps; re\"x", "\"Bizeps; re\"\"x\";Knie li");
        Statement statement =
                readAgain(table, settings).examinations().get(0).statements().get(0);
        assertThat(statement)
                .usingRecursiveComparison()
                .ignoringFieldsMatchingRegexes(".*lace.*", "tester.*")
                .isEqualTo(Tables.statements(table, settings).get(0));
        assertThat(statement.item().text()).isEqualTo("Bizeps; re\"x");
        assertThat(statement.tester().orElseThrow().getNameFirstRep().getText()).isEqualTo("T, 1");
        assertThat(intake.kept.get(0).type()).isEqualTo("csv-wide");
        assertThat(intake.kept.get(0).sender().id()).isEqualTo("EXAMPLE-TABLE|GENERAL");
    }

    @Test
    void onlyTheCellsThatWereRefusedAreKeptOfAWideRow() throws IOException {
        Reading reading = readAgain(Tables.WIDE + "P1,2026-03-01,T1,mrc-0-5,4,4.5\n", Tables.settings());
        assertThat(reading.examinations().get(0).statements())
                .extracting(statement -> statement.value().text())
                .containsExactly("4.5");
        assertThat(intake.stored).hasSize(1);
    }

    @Test
    void aRowOfTheWrongFormIsKeptAsItWas() throws IOException {
        Reading reading = readAgain(Tables.LONG + "P1,2026-03-01,left\n", Tables.settings());
        assertThat(reading.examinations()).isEmpty();
        assertThat(reading.issues()).singleElement().satisfies(issue -> {
            assertThat(issue.rule()).isEqualTo("wrong-form");
            assertThat(issue.place().shown()).isEqualTo("line 3");
        });
    }

    @Test
    void theSameRowIsTheSameMessage() throws IOException {
        String row = Tables.row(1, "4.5");
        readAgain(Tables.LONG + row, Tables.settings());
        readAgain(Tables.LONG + Tables.row(2, "4") + row, Tables.settings());
        assertThat(intake.kept)
                .extracting(IntakeMessage::controlId)
                .hasSize(2)
                .containsOnly(intake.kept.get(0).controlId());
        readAgain(Tables.LONG + row, Tables.settings(Setting.TIME_ZONE, "Europe/Berlin"));
        assertThat(intake.kept.get(2).controlId())
                .isNotEqualTo(intake.kept.get(0).controlId());
    }

    @Test
    void aKeptRowIsTextThatPeopleCanRead() throws IOException {
        readAgain(Tables.LONG + Tables.row(1, "4.5"), Tables.settings());
        assertThat(new String(intake.kept.get(0).content(), StandardCharsets.UTF_8))
                .isEqualTo("#myotome {\"sender\":\"EXAMPLE-TABLE\"}\r\n" + Tables.LONG + Tables.row(1, "4.5"));
    }

    /** Stores the table, and reads the row that was kept last. */
    private Reading readAgain(String table, TableSettings settings) throws IOException {
        tables.store(Tables.open(table, settings), Channel.HTTP, new TestReport());
        return new CsvFormat().read(intake.kept.get(intake.kept.size() - 1));
    }
}
