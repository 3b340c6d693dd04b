package org.myotome.intake.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.myotome.intake.IntakeIssue;
import org.myotome.intake.IntakeRefusal;

/** How the bytes of a file become rows. */
class TableTest {

    private final List<TableRow> rows = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t"})
    void theHeaderShowsTheSeparator(String separator) {
        read("a" + separator + "b\r\n1" + separator + "2,5;x\n");
        assertThat(cells().get(0)).containsExactly("a", "b");
        assertThat(cells().get(1)).startsWith("1");
    }

    @Test
    void aHeaderWithTwoKindsOfSeparatorIsRefusedUnlessOneIsNamed() {
        String table = "patient;elbow, left\n1;4\n";
        assertThat(stopped(table).get().inWords()).contains("comma and semicolon", "separator=");
        read(table.getBytes(StandardCharsets.UTF_8), Optional.of(Separator.SEMICOLON));
        assertThat(cells()).containsExactly(List.of("patient", "elbow, left"), List.of("1", "4"));
    }

    @Test
    void aSeparatorInQuotationMarksIsNone() {
        read("patient;\"elbow, left\"\n1;4\n");
        assertThat(cells()).containsExactly(List.of("patient", "elbow, left"), List.of("1", "4"));
    }

    @Test
    void theLineByWhichExcelIsToldTheSeparatorIsNoHeader() {
        read("sep=;\r\na;b,c\r\n1;2\r\n");
        assertThat(cells()).containsExactly(List.of("a", "b,c"), List.of("1", "2"));
        assertThat(rows.get(1).line()).isEqualTo(3);
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstName() {
        read("\uFEFFpatient,value\n1,4\n");
        assertThat(cells().get(0)).containsExactly("patient", "value");
    }

    @Test
    void quotedCellsHoldSeparatorsQuotationMarksAndLineEnds() {
        read("a,b\r\n\"1,\"\"x\"\"\r\ny\",2\r\n3,4");
        assertThat(cells().subList(1, 3)).containsExactly(List.of("1,\"x\"\r\ny", "2"), List.of("3", "4"));
        assertThat(rows.get(2).line()).as("lines of the file are counted").isEqualTo(4);
    }

    @Test
    void emptyLinesAreNoRows() {
        read("a,b\n\n1,2\n\n");
        assertThat(rows).extracting(TableRow::line).containsExactly(1L, 3L);
    }

    @Test
    void aByteThatIsNoUtf8StopsTheTableWhereItStands() {
        byte[] table = join("a,b\n1,2\n3,4\n5,\u00e4\n", new byte[] {'6', ',', (byte) 0xE4, '\n', '7', ',', '8', '\n'});
        IntakeIssue stop = read(table, Optional.empty()).orElseThrow();
        assertThat(cells()).endsWith(List.of("5", "ä"));
        assertThat(stop.rule()).isEqualTo("malformed");
        assertThat(stop.place().shown()).isEqualTo("line 5");
        assertThat(stop.inWords()).contains("19 bytes from the start", "0xE4", "UTF-8");
    }

    @Test
    void utf16IsCalledByItsName() {
        IntakeIssue stop = read("a,b\n1,2\n".getBytes(StandardCharsets.UTF_16), Optional.empty())
                .orElseThrow();
        assertThat(stop.rule()).isEqualTo("character-set-unsupported");
        assertThat(stop.inWords()).contains("UTF-16");
    }

    @Test
    void charactersOfFourBytesAreReadAcrossTheEndOfABuffer() {
        String text = "a,b\n" + "x".repeat((1 << 16) - 6) + ",\uD83D\uDCAA\uD83D\uDCAA\uD83D\uDCAA\n";
        read(text);
        assertThat(cells().get(1).get(1)).isEqualTo("\uD83D\uDCAA\uD83D\uDCAA\uD83D\uDCAA");
    }

    @Test
    void aNulStopsTheTable() {
        assertThat(stopped("a,b\n1,2\n3,\0\n").get().inWords()).contains("NUL");
        assertThat(cells()).endsWith(List.of("1", "2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,b\n1,2\n3,\"4", "a,b\n1,2\n\"3\"x,4\n5,6\n", "a,b\n1,2\n3,\"\"\"4"})
    void quotationMarksThatDoNotFitStopTheTable(String table) {
        IntakeIssue stop = stopped(table).get();
        assertThat(stop.rule()).isEqualTo("malformed");
        assertThat(stop.inWords()).contains("uotation mark");
        assertThat(cells()).contains(List.of("1", "2")).doesNotContain(List.of("5", "6"));
    }

    @Test
    void anEmptyFileIsRefused() {
        assertThat(stopped("").get().inWords()).contains("empty");
    }

    @Test
    void aCellThatDoesNotEndIsRefusedBeforeItFillsTheMemory() {
        assertThat(stopped("a,b\n1,2\n\"" + "x\n".repeat(1 << 20)).get().place().shown())
                .startsWith("line");
        assertThat(cells()).endsWith(List.of("1", "2"));
        rows.clear();
        assertThat(stopped("x".repeat(2 << 20)).get().rule()).isEqualTo("too-large");
        assertThat(stopped("a,b\n" + ",".repeat(2000)).get().rule()).isEqualTo("too-large");
    }

    @Test
    void aSourceThatFailsIsNoEndOfTheTable() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("gone");
            }
        };
        InputStream table = new SequenceInputStream(Tables.stream("a,b\n1,2\n3"), broken);
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> {
                    Table open = Table.open(table, Optional.empty(), 0);
                    for (Optional<TableRow> row = open.next(); row.isPresent(); row = open.next()) {
                        rows.add(row.get());
                    }
                })
                .withMessage("gone");
        assertThat(rows).extracting(TableRow::cells).containsExactly(List.of("1", "2"));
    }

    private void read(String table) {
        assertThat(stopped(table)).isEmpty();
    }

    private Optional<IntakeIssue> stopped(String table) {
        return read(table.getBytes(StandardCharsets.UTF_8), Optional.empty());
    }

    /** Reads until the end or until it is stopped. */
    private Optional<IntakeIssue> read(byte[] table, Optional<Separator> separator) {
        try {
            Table open = Table.open(new ByteArrayInputStream(table), separator, 0);
            rows.add(open.header());
            for (Optional<TableRow> row = open.next(); row.isPresent(); row = open.next()) {
                rows.add(row.get());
            }
            return Optional.empty();
        } catch (IntakeRefusal refusal) {
            return Optional.of(refusal.issues().get(0));
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private List<List<String>> cells() {
        return rows.stream().map(TableRow::cells).toList();
    }

    private static byte[] join(String text, byte[] bytes) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        joined.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        joined.writeBytes(bytes);
        return joined.toByteArray();
    }
}
