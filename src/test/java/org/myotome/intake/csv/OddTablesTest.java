package org.myotome.intake.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.myotome.intake.Channel;
import org.myotome.intake.IntakeRefusal;

/** Whatever the bytes are, a table is refused or reported, and no row is lost without a word. */
class OddTablesTest {

    private static final int TRIALS = 1000;
    private static final byte[] SIGNS = "\",;\t\r\n\0='#/-+4 sep\u00e4\uFEFF".getBytes(StandardCharsets.UTF_8);

    private final Random random = new Random(5);
    private final FakeRowIntake intake = new FakeRowIntake();
    private final TableImport tables =
            new TableImport(intake, Runnable::run, new CsvProperties(1, 1000, 10), new FakeLedger());

    @Test
    void arbitraryBytes() {
        for (int trial = 0; trial < TRIALS; trial++) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            take(bytes);
        }
    }

    @Test
    void arbitrarySignsThatMeanSomethingInATable() {
        for (int trial = 0; trial < TRIALS; trial++) {
            byte[] bytes = new byte[random.nextInt(60)];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = SIGNS[random.nextInt(SIGNS.length)];
            }
            take(bytes);
            take((Tables.LONG + new String(bytes, StandardCharsets.ISO_8859_1)).getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void rightTablesWithAFault() {
        byte[] right = (Tables.rows(3) + Tables.row(4, "\"4\"") + Tables.row(5, "x")).getBytes(StandardCharsets.UTF_8);
        for (int trial = 0; trial < TRIALS; trial++) {
            byte[] faulty = right.clone();
            for (int fault = 0; fault <= random.nextInt(3); fault++) {
                faulty[random.nextInt(faulty.length)] = SIGNS[random.nextInt(SIGNS.length)];
            }
            take(random.nextBoolean() ? faulty : Arrays.copyOf(faulty, random.nextInt(faulty.length)));
        }
    }

    private void take(byte[] bytes) {
        TestReport report = new TestReport();
        try {
            ReadTable table =
                    ReadTable.open(new ByteArrayInputStream(bytes), Tables.settings(Setting.SCALE, "mrc-0-5"));
            tables.store(table, Channel.HTTP, report);
            assertThat(report.ended).isTrue();
            if (!table.columns().isWide()) {
                assertThat(report.rows).hasSize((int) report.counts().rows());
            }
        } catch (IntakeRefusal refusal) {
            assertThat(refusal.issues()).isNotEmpty().allSatisfy(issue -> {
                assertThat(issue.sent()).isNotNull();
                assertThat(issue.allowed()).isNotBlank();
                assertThat(issue.fix()).isNotBlank();
            });
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
