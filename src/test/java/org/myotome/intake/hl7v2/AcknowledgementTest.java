package org.myotome.intake.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.myotome.intake.Channel;
import org.myotome.intake.IntakeIssue;
import org.myotome.intake.IntakeMessage;
import org.myotome.intake.IntakeOutcome;
import org.myotome.intake.IntakeOutcome.Status;
import org.myotome.intake.IntakeRefusal;
import org.myotome.intake.IntakeRule;
import org.myotome.intake.Place;
import org.myotome.intake.Reading;

/** The answers to messages, in each version and mode. */
class AcknowledgementTest {

    private static final IntakeIssue GRADE = IntakeIssue.error(
            IntakeRule.GRADE_UNREADABLE,
            new Hl7Place("OBX", 3, 5, 1, 0),
            "This is no grade of the MRC scale.",
            "5-",
            "0 to 5, 4- and 4+",
            "Send the grade that was found.");

    private static final IntakeIssue LEFT_OUT = IntakeIssue.information(
            IntakeRule.ITEM_NOT_STRENGTH,
            new Hl7Place("OBX", 2, 3, 1, 1),
            "The item is left out.",
            "NIHSS-5A",
            "items of strength",
            "Nothing is to be done.");

    private static final IntakeOutcome ACCEPTED = FakeIntake.outcome(Status.ACCEPTED, List.of());
    private static final IntakeOutcome REFUSED = FakeIntake.outcome(Status.REFUSED, List.of(GRADE));

    @Test
    void anAcceptedMessageIsAnsweredToItsSender() {
        assertThat(Acknowledgement.of(SampleMessage.usual().message(), ACCEPTED))
                .matches("MSH\\|\\^~\\\\&\\|MYOTOME\\|WARD\\|EXAMPLE-ICU\\|GENERAL\\|20260302092000\\+0000\\|\\|"
                        + "ACK\\^R01\\^ACK\\|[0-9a-f]{20}\\|P\\|2.5.1\rMSA\\|AA\\|C-1\r");
    }

    @Test
    void theSameMessageGetsTheSameAnswer() {
        String first = Acknowledgement.of(SampleMessage.usual().message(), REFUSED);
        assertThat(Acknowledgement.of(SampleMessage.usual().message(), REFUSED)).isEqualTo(first);
        assertThat(controlId(
                        Acknowledgement.of(SampleMessage.usual().with(10, "C-2").message(), REFUSED)))
                .isNotEqualTo(controlId(first));
    }

    @Test
    void anErrorNamesPlaceConditionRuleValueAndRemedy() {
        assertThat(Acknowledgement.of(SampleMessage.usual().message(), REFUSED))
                .contains("\rMSA|AE|C-1\r")
                .endsWith("\rERR||OBX^3^5^1|103^Table value not found^HL70357|E|"
                        + "grade-unreadable^This is no grade of the MRC scale.^99MYO|5-|OBX[3]-5|"
                        + "This is no grade of the MRC scale. Sent: 5-. Allowed: 0 to 5, 4- and 4+. "
                        + "Send the grade that was found.\r");
    }

    @Test
    void whatWasLeftOutIsMentionedInAnAcceptance() {
        IntakeOutcome outcome = FakeIntake.outcome(Status.ACCEPTED, List.of(LEFT_OUT));
        assertThat(Acknowledgement.of(SampleMessage.usual().message(), outcome))
                .contains("\rMSA|AA|C-1\r", "ERR||OBX^2^3^1^1|0^Message accepted^HL70357|I|item-not-strength^");
        assertThat(Acknowledgement.of(SampleMessage.usual().with(12, "2.4").message(), outcome))
                .as("there, ERR means an error")
                .contains("\rMSA|AA|C-1|The item is left out. Sent: NIHSS-5A.")
                .doesNotContain("ERR");
    }

    @ParameterizedTest
    @CsvSource({"2.3, ACK^R01", "2.3.1, ACK^R01^ACK", "2.4, ACK^R01^ACK"})
    void olderVersionsGetTheErrorsOfTheirTime(String version, String type) {
        IntakeIssue bytes = IntakeIssue.error(
                IntakeRule.REQUIRED_MISSING, new Hl7Place("PID", 1, 0, 1, 0), "No PID.", "none", "PID", "Send it.");
        IntakeOutcome outcome = FakeIntake.outcome(Status.REFUSED, List.of(GRADE, bytes));
        assertThat(Acknowledgement.of(SampleMessage.usual().with(12, version).message(), outcome))
                .contains("|" + type + "|", "|P|" + version + "\r")
                .contains("\rMSA|AE|C-1|This is no grade of the MRC scale. Sent: 5-.", "(And 1 more.)")
                .endsWith("\rERR|OBX^3^5^103&Table value not found&HL70357&grade-unreadable&"
                        + "This is no grade of the MRC scale. Sent: 5-. Allowed: 0 to 5, 4- and 4+. "
                        + "Send the grade that was found.&99MYO"
                        + "~PID^1^^101&Required field missing&HL70357&required-missing&"
                        + "No PID. Sent: none. Allowed: PID. Send it.&99MYO\r");
    }

    @ParameterizedTest
    @CsvSource({
        "12, 2.9, AR, 203^Unsupported version id",
        "9, ADT^A01, AR, 200^Unsupported message type",
        "11, T, AR, 202^Unsupported processing id",
        "18, ISO IR87, AR, 207^Application internal error",
        "3, '', AR, 101^Required field missing",
        "15, XX, CR, 102^Data type error"
    })
    void whatIsNotLookedIntoIsRejected(int field, String value, String code, String condition) {
        Hl7v2Format format = new Hl7v2Format(List.of(new NoReader()), Set.of("P"));
        IntakeMessage message = SampleMessage.usual().with(field, value).message();
        String answer = format.answer(message, refusal(format, message));
        assertThat(answer).contains("\rMSA|" + code + "|C-1", "|" + condition + "^HL70357|E|");
    }

    private static IntakeOutcome refusal(Hl7v2Format format, IntakeMessage message) {
        try {
            format.read(message);
        } catch (IntakeRefusal refusal) {
            return FakeIntake.outcome(Status.REFUSED, refusal.issues());
        }
        throw new AssertionError("It was read");
    }

    @ParameterizedTest
    @CsvSource({
        "'', '', AA, AE",
        "NE, AL, AA, AE",
        "'', AL, AA, AE",
        "AL, NE, CA, CE",
        "AL, '', CA, CE",
        "AL, AL, CA, CE",
        "ER, AL, AA, CE",
        "ER, NE, '', CE",
        "SU, NE, CA, ''",
        "SU, ER, CA, AE",
        "NE, ER, '', AE",
        "NE, SU, AA, ''",
        "NE, NE, '', ''"
    })
    void theSenderChoosesTheAcknowledgement(String accept, String application, String accepted, String refused) {
        IntakeMessage message =
                SampleMessage.usual().with(15, accept).with(16, application).message();
        assertThat(code(Acknowledgement.of(message, ACCEPTED))).isEqualTo(accepted);
        assertThat(code(Acknowledgement.of(message, REFUSED))).isEqualTo(refused);
    }

    @Test
    void anAnswerInEnhancedModeWantsNone() {
        assertThat(Acknowledgement.of(SampleMessage.usual().with(16, "AL").message(), ACCEPTED))
                .contains("|P|2.5.1|||NE|NE\r");
    }

    @Test
    void anAcknowledgementIsNotAcknowledged() {
        for (String type : List.of("ACK", "ACK^R01^ACK", "MCF")) {
            assertThat(Acknowledgement.of(SampleMessage.usual().with(9, type).message(), REFUSED))
                    .isEmpty();
        }
    }

    @Test
    void whatASenderWroteAddsNoFieldToTheAnswer() {
        IntakeIssue hostile = IntakeIssue.error(
                IntakeRule.GRADE_UNREADABLE,
                new Hl7Place("OBX", 1, 5, 1, 0),
                "No grade.",
                "4\\.x|^~&\rMSA|AA|\\.",
                "0 to 5",
                "Look.");
        String answer = Acknowledgement.of(
                SampleMessage.usual().message(), FakeIntake.outcome(Status.REFUSED, List.of(hostile)));
        assertThat(answer.split("\r")).hasSize(3);
        assertThat(answer.split("\r")[2].split("\\|"))
                .hasSize(9)
                .contains("4\\E\\.x\\F\\\\S\\\\R\\\\T\\ MSA\\F\\AA\\F\\\\E\\.");
    }

    @Test
    void theAnswerHasTheDelimitersOfTheMessage() {
        IntakeMessage message = SampleMessage.usual()
                .dividedBy('$')
                .with(2, "%*!@")
                .with(9, "ORU%R01")
                .message();
        assertThat(Acknowledgement.of(message, REFUSED))
                .startsWith("MSH$%*!@$MYOTOME$WARD$EXAMPLE-ICU$GENERAL$")
                .contains("$ACK%R01%ACK$", "\rMSA$AE$C-1\r", "ERR$$OBX%3%5%1$103%Table");
    }

    @Test
    void ofManyErrorsTheFirstFiftyAreNamed() {
        IntakeOutcome outcome = FakeIntake.outcome(Status.REFUSED, Collections.nCopies(70, GRADE));
        String[] segments =
                Acknowledgement.of(SampleMessage.usual().message(), outcome).split("\r");
        assertThat(segments).hasSize(2 + 51);
        assertThat(segments[52]).contains("There are 20 more: GET /intake/messages/m-1 lists all.");
    }

    @Test
    void whatCannotBeReadIsAnsweredUnderItsDigest() {
        IntakeMessage message = SampleMessage.message("no message".getBytes(StandardCharsets.UTF_8));
        IntakeIssue issue =
                IntakeIssue.error(IntakeRule.MALFORMED, Place.of("byte 0"), "No message.", "no", "MSH", "Send one.");
        assertThat(Acknowledgement.of(message, FakeIntake.outcome(Status.REFUSED, List.of(issue))))
                .startsWith("MSH|^~\\&|MYOTOME||||20260302092000+0000||ACK|")
                .contains("|P|2.5.1\rMSA|AR|" + Digest.of(message.content()) + "|No message.")
                .contains("\rERR|||100^Segment sequence error^HL70357|E|malformed^");
    }

    @Test
    void theAnswerIsInTheCharacterSetOfTheMessage() {
        IntakeIssue issue = new IntakeIssue(
                IssueSeverity.ERROR,
                "https://w3id.org/myotome/CodeSystem/validation-rule",
                "myo-4",
                Place.of("x"),
                "Müller – no",
                "ü",
                "a",
                "b",
                Optional.empty());
        IntakeOutcome outcome = FakeIntake.outcome(Status.REFUSED, List.of(issue));
        String utf8 = Acknowledgement.of(SampleMessage.usual().message(), outcome);
        assertThat(utf8.split("\r")[0]).endsWith("|P|2.5.1||||||UNICODE UTF-8");
        IntakeMessage latin = SampleMessage.usual().with(18, "8859/1").message();
        String answer = Acknowledgement.of(latin, outcome);
        assertThat(answer.split("\r")[0]).endsWith("||||||8859/1");
        byte[] bytes =
                new Hl7Receiver.Reply(AckCode.ERROR, answer, StandardCharsets.ISO_8859_1, Optional.empty()).bytes();
        assertThat(new String(bytes, StandardCharsets.ISO_8859_1)).contains("Müller ? no");
    }

    @Test
    void aFailureOfTheServerIsAnswered() {
        Hl7Receiver receiver = new Hl7Receiver(
                new FakeIntake(message -> {
                    throw new IllegalStateException("Synthetic^Anna");
                }),
                FakeIntake.CLOCK);
        Hl7Receiver.Reply reply = receiver.receive(SampleMessage.usual().bytes(), Channel.MLLP, Optional.empty());
        assertThat(reply.code()).isEqualTo(AckCode.REJECT);
        assertThat(reply.text())
                .contains("\rMSA|AR|C-1", "207^Application internal error", "internal^")
                .doesNotContain("Anna", "Exception");
    }

    private static String controlId(String answer) {
        return answer.split("\\|")[9];
    }

    private static String code(String answer) {
        return answer.isEmpty() ? "" : answer.split("\rMSA\\|")[1].substring(0, 2);
    }

    /** Knows one type, and reads none. */
    private static final class NoReader implements Hl7Reader {

        @Override
        public Set<String> types() {
            return Set.of("ORU^R01");
        }

        @Override
        public Reading read(Hl7Message message) {
            throw new AssertionError("It is not asked");
        }
    }
}
