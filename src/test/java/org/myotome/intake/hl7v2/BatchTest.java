package org.myotome.intake.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.myotome.intake.Channel;
import org.myotome.intake.IntakeIssue;
import org.myotome.intake.IntakeRefusal;

/** Files and batches: how they are taken apart, counted and answered. */
class BatchTest {

    private static final String FHS = "FHS|^~\\&|ICU|GENERAL|MYOTOME|WARD|20260302||||F-9\r";
    private static final String BHS = "BHS|^~\\&|ICU|GENERAL|MYOTOME|WARD|20260302||||B-1\r";
    private static final String ONE = SampleMessage.usual().with(10, "C-1").text();
    private static final String TWO = SampleMessage.usual().with(10, "C-2").text();

    @Test
    void aMessageIsNoBatch() {
        assertThat(Hl7File.isBatch(bytes(ONE))).isFalse();
        assertThat(Hl7File.isBatch(bytes("no message"))).isFalse();
        assertThat(Hl7File.isBatch(new byte[0])).isFalse();
    }

    @Test
    void messagesKeepTheirBytes() {
        for (String end : List.of("\r", "\n", "\r\n")) {
            Hl7File file = read((FHS + BHS + ONE + TWO + "BTS|2\rFTS|1\r").replace("\r", end));
            assertThat(file.batches()).hasSize(1);
            assertThat(text(file.batches().get(0).messages().get(1)))
                    .isEqualTo(TWO.replace("\r", end).strip());
        }
    }

    @Test
    void envelopesMayBeLeftOut() {
        assertThat(read(ONE + TWO).batches()).hasSize(1);
        assertThat(read(ONE + TWO).batches().get(0).messages()).hasSize(2);
        assertThat(read(BHS + ONE + "BTS\r" + BHS + TWO + "BTS||two\r").batches())
                .hasSize(2);
        assertThat(read(FHS + ONE + TWO + "FTS|1\r").batches().get(0).messages())
                .hasSize(2);
        assertThat(read(BHS + "BTS|0\r").batches().get(0).messages())
                .as("a batch without messages is one")
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "BHS ONE BTS|2; malformed; BTS[1]-1; 2",
                "BHS ONE TWO BTS|1; malformed; BTS[1]-1; 1",
                "BHS ONE BTS|x; malformed; BTS[1]-1; x",
                "FHS BHS ONE BTS|1 FTS|2; malformed; FTS[1]-1; 2",
                "BHS ONE; required-missing; BTS[1]; nothing",
                "FHS BHS ONE BTS|1; required-missing; FTS[1]; nothing",
                "FHS BHS ONE FTS|1; required-missing; BTS[1]; nothing",
                "BHS ONE BHS TWO BTS|1; required-missing; BTS[1]; nothing",
                "BHS PID|1 BTS|0; malformed; MSH[1]; no MSH before it",
                "FHS ONE BTS|1 FTS|1; malformed; BHS[1]; no BHS before the BTS",
                "BHS ONE BTS|1 FTS|1; malformed; FHS[1]; no FHS before the FTS",
                "FHS ONE FTS|1 TWO; malformed; FTS[1]; more segments",
                "BHS ONE BTS|1 FHS; malformed; FHS[1]; a second FHS"
            })
    void aFileThatIsNotWholeIsRefused(String parts, String rule, String place, String sent) {
        String file = parts.replace(" ", "\r")
                        .replaceAll("\\bBHS\\b", BHS.strip().replace("\\", "\\\\"))
                        .replaceAll("\\bFHS\\b", FHS.strip().replace("\\", "\\\\"))
                        .replaceAll("\\bONE\\b", ONE.strip().replace("\\", "\\\\"))
                        .replaceAll("\\bTWO\\b", TWO.strip().replace("\\", "\\\\"))
                + "\r";
        IntakeIssue issue = catchThrowableOfType(IntakeRefusal.class, () -> read(file))
                .issues()
                .get(0);
        assertThat(issue.rule()).isEqualTo(rule);
        assertThat(issue.place().shown()).isEqualTo(place);
        assertThat(issue.sent()).isEqualTo(sent);
        assertThat(issue.message()).contains("Nothing of it is stored");
    }

    @Test
    void zerosBeforeACountMeanNothing() {
        assertThat(read(BHS + ONE + "BTS|001\r").batches()).hasSize(1);
        assertThat(read(BHS + "BTS|000\r").batches()).hasSize(1);
    }

    @Test
    void moreMessagesThanCanBeAnsweredAreRefused() {
        String file = "MSH|^~\\&|A\r".repeat(Hl7FileReader.MOST_MESSAGES + 1);
        assertThat(catchThrowableOfType(IntakeRefusal.class, () -> read(file))
                        .issues()
                        .get(0)
                        .rule())
                .isEqualTo("too-large");
    }

    @Test
    void theAnswerHasTheBatchesOfTheFile() {
        Hl7File file = read(FHS + BHS + ONE + "MSH|^~\\&|\rBTS|2\r" + BHS + TWO + "BTS|1\rFTS|2\r");
        Hl7Receiver receiver = new Hl7Receiver(new FakeIntake(), FakeIntake.CLOCK);
        List<List<Hl7Receiver.Reply>> replies = file.batches().stream()
                .map(batch -> batch.messages().stream()
                        .map(message -> receiver.receive(message, Channel.HTTP, Optional.empty()))
                        .toList())
                .toList();
        String answer = text(BatchAnswer.of(file, replies, SampleMessage.RECEIVED));
        List<String> lines = List.of(answer.split("\r"));
        assertThat(lines.get(0)).isEqualTo("FHS|^~\\&|MYOTOME|WARD|ICU|GENERAL|20260302092000+0000|||||F-9");
        assertThat(lines.get(1))
                .isEqualTo("BHS|^~\\&|MYOTOME|WARD|ICU|GENERAL|20260302092000+0000|||1 accepted, 1 refused||B-1");
        assertThat(lines.get(2)).startsWith("MSH|");
        assertThat(lines.get(3)).isEqualTo("MSA|AA|C-1");
        assertThat(lines).contains("BTS|2", "MSA|AA|C-2", "BTS|1");
        assertThat(lines.get(lines.size() - 1)).isEqualTo("FTS|2");
        Hl7File read = read(answer);
        assertThat(read.batches().get(0).messages()).hasSize(2);
        assertThat(read.batches().get(1).messages()).hasSize(1);
    }

    private static Hl7File read(String file) {
        return Hl7File.read(bytes(file));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
