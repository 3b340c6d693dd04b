package org.myotome.intake.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.myotome.intake.IntakeIssue;
import org.myotome.intake.IntakeMessage;
import org.myotome.intake.Sender;

/** What is read of a header, and what is refused by it. */
class Hl7HeaderTest {

    private static final HeaderCheck CHECK = new HeaderCheck(Set.of("P"));

    @Test
    void theHeaderNamesSenderTypeAndControlId() {
        IntakeMessage message = SampleMessage.usual()
                .with(3, "ICU^1.2.3^ISO")
                .with(4, "GENERAL^x^DNS")
                .message();
        assertThat(message.sender()).isEqualTo(new Sender("ICU", "GENERAL"));
        assertThat(message.type()).isEqualTo("ORU^R01");
        assertThat(message.controlId()).isEqualTo("C-1");
        assertThat(message.charset()).isEqualTo("UTF-8");
        assertThat(CHECK.of(message)).isEmpty();
    }

    @Test
    void everyLineEndIsOne() {
        for (String end : List.of("\r", "\n", "\r\n")) {
            IntakeMessage message = SampleMessage.usual().withLineEnds(end).message();
            assertThat(message.controlId()).isEqualTo("C-1");
            assertThat(CHECK.of(message)).isEmpty();
        }
        assertThat(SampleMessage.message(("\r\n" + SampleMessage.usual().text()).getBytes(StandardCharsets.UTF_8))
                        .controlId())
                .as("after an empty line")
                .isEqualTo("C-1");
    }

    @Test
    void otherDelimitersAreThoseOfTheMessage() {
        IntakeMessage message = SampleMessage.usual()
                .dividedBy('$')
                .with(2, "%*!@#")
                .with(3, "ICU%1.2.3%ISO")
                .with(9, "ORU%R01")
                .message();
        assertThat(message.sender()).isEqualTo(new Sender("ICU", "GENERAL"));
        assertThat(message.type()).isEqualTo("ORU^R01");
        assertThat(CHECK.of(message)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"^~\\", "^~\\&#!", "^^\\&", "^~\\|", "abcd", "^~\\ ", ""})
    void delimitersThatDivideNothingAreRefused(String encoding) {
        IntakeMessage message = SampleMessage.usual().with(2, encoding).message();
        assertRefused(message, "malformed", "MSH[1]");
        assertThat(message.sender().id()).isEqualTo("unknown");
        assertThat(message.type()).isEqualTo("unknown");
        assertThat(message.controlId()).matches("[0-9a-f]{64}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"2.3", "2.3.1", "2.4", "2.5", "2.5.1", "2.6", "2.7", "2.7.1", "2.8", "2.8.1", "2.8.2", "2.5^DEU"
            })
    void theVersionsFrom23To28AreRead(String version) {
        assertThat(CHECK.of(SampleMessage.usual().with(12, version).message())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.2", "2.9", "3", "2.51", "v2.5", "2,5"})
    void otherVersionsAreRefused(String version) {
        IntakeIssue issue =
                assertRefused(SampleMessage.usual().with(12, version).message(), "version-unsupported", "MSH[1]-12");
        assertThat(issue.sent()).isEqualTo(version);
        assertThat(issue.allowed()).contains("2.3", "2.8.2");
    }

    @ParameterizedTest
    @CsvSource({
        "ASCII, US-ASCII, Muller",
        "8859/1, ISO-8859-1, Müller",
        "8859/2, ISO-8859-2, Dvořák",
        "8859/5, ISO-8859-5, Иван",
        "8859/7, ISO-8859-7, Νίκος",
        "8859/15, ISO-8859-15, Œuvre",
        "UNICODE UTF-8, UTF-8, Müller – Иван",
        "unicode utf-8, UTF-8, Müller"
    })
    void theCharacterSetIsThatOfField18(String name, String charset, String text) {
        byte[] content = SampleMessage.usual()
                .with(18, name)
                .followedBy("NTE|1||" + text)
                .text()
                .getBytes(Charset.forName(charset));
        IntakeMessage message = SampleMessage.message(content);
        assertThat(message.charset()).isEqualTo(charset);
        assertThat(CHECK.of(message)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ISO IR87",
                "ISO IR14",
                "GB 18030-2000",
                "BIG-5",
                "UNICODE",
                "UNICODE UTF-16",
                "UNICODE UTF-32",
                "KS X 1001",
                "8859/1~8859/5",
                "WINDOWS-1252"
            })
    void otherCharacterSetsAreRefused(String name) {
        IntakeIssue issue =
                assertRefused(SampleMessage.usual().with(18, name).message(), "character-set-unsupported", "MSH[1]-18");
        assertThat(issue.sent()).isEqualTo(name);
        assertThat(issue.allowed()).contains("8859/15", "UNICODE UTF-8");
    }

    @Test
    void aSchemeThatSwitchesCharacterSetsIsRefused() {
        assertRefused(
                SampleMessage.usual().with(20, "ISO 2022-1994").message(), "character-set-unsupported", "MSH[1]-20");
    }

    @Test
    void withoutACharacterSetTextIsUtf8AndNothingElse() {
        SampleMessage sample = SampleMessage.usual().followedBy("NTE|1||Müller");
        assertThat(CHECK.of(sample.message())).isEmpty();
        byte[] latin = sample.text().getBytes(StandardCharsets.ISO_8859_1);
        int offset = sample.text().indexOf('ü');
        IntakeIssue issue = assertRefused(SampleMessage.message(latin), "malformed", "byte " + offset + ", counted");
        assertThat(issue.sent()).isEqualTo("FC");
        assertThat(issue.message()).contains("UTF-8");
        assertThat(issue.fix()).contains("MSH-18");
    }

    @Test
    void aWindowsDashIsNotTakenForAControlCharacterOfLatin1() {
        byte[] content = SampleMessage.usual()
                .with(18, "8859/1")
                .followedBy("OBX|1|ST|X||4–")
                .text()
                .getBytes(Charset.forName("windows-1252"));
        assertThat(assertRefused(SampleMessage.message(content), "malformed", "byte")
                        .sent())
                .isEqualTo("96");
    }

    @Test
    void controlCharactersAreNoText() {
        for (char control : new char[] {0, 0x0B, 0x1B, 0x1C, 0x7F}) {
            assertRefused(
                    SampleMessage.usual().followedBy("NTE|1||a" + control + "b").message(), "malformed", "byte");
        }
    }

    @Test
    void theFirstBadByteIsNamed() {
        byte[] content = {'a', 'b', (byte) 0xC3, 'c', 0, (byte) 0xFF};
        assertThat(StrictText.firstBad(content, StandardCharsets.UTF_8)).hasValue(2);
        assertThat(StrictText.firstBad(content, StandardCharsets.ISO_8859_1)).hasValue(4);
        assertThat(StrictText.firstBad(content, StandardCharsets.US_ASCII)).hasValue(2);
        byte[] cutOff = {'a', (byte) 0xC3};
        assertThat(StrictText.firstBad(cutOff, StandardCharsets.UTF_8)).hasValue(1);
    }

    @Test
    void theTransportAndTheHeaderMustNotNameDifferentSets() {
        Optional<Charset> latin = Optional.of(StandardCharsets.ISO_8859_1);
        SampleMessage umlaut = SampleMessage.usual().followedBy("NTE|1||Müller");
        byte[] inUtf8 = umlaut.with(18, "UNICODE UTF-8").bytes();
        IntakeIssue issue =
                assertRefused(SampleMessage.message(inUtf8, latin), "character-set-unsupported", "MSH[1]-18");
        assertThat(issue.sent()).contains("UNICODE UTF-8", "ISO-8859-1");
        byte[] inLatin = umlaut.with(18, "").text().getBytes(StandardCharsets.ISO_8859_1);
        assertThat(CHECK.of(SampleMessage.message(inLatin, latin)))
                .as("one of them is enough")
                .isEmpty();
        byte[] plain = SampleMessage.usual().with(18, "UNICODE UTF-8").bytes();
        assertThat(CHECK.of(SampleMessage.message(plain, latin)))
                .as("without a character that differs")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"T", "D", "X", "p"})
    void whatIsNotForProductionIsRefused(String processing) {
        IntakeIssue issue = assertRefused(
                SampleMessage.usual().with(11, processing).message(), "processing-unsupported", "MSH[1]-11");
        assertThat(issue.fix()).contains("myotome.intake.hl7v2.processing-ids");
        IntakeMessage training = SampleMessage.usual().with(11, "T^A").message();
        assertThat(new HeaderCheck(Set.of("P", "T")).of(training)).isEmpty();
    }

    @Test
    void whatIsMissingIsNamed() {
        for (int field : new int[] {3, 10, 11, 12}) {
            for (String nothing : List.of("", "\"\"", " ")) {
                assertRefused(
                        SampleMessage.usual().with(field, nothing).message(), "required-missing", "MSH[1]-" + field);
            }
        }
        IntakeMessage message = SampleMessage.usual().with(3, "").with(10, "").message();
        assertThat(CHECK.of(message)).hasSize(2);
        assertThat(message.sender().id()).isEqualTo("unknown|GENERAL");
        assertThat(message.controlId()).isEqualTo(Digest.of(message.content()));
    }

    @Test
    void aNameThatCouldNotBeKeptIsRefused() {
        assertRefused(SampleMessage.usual().with(10, "x".repeat(200)).message(), "wrong-form", "MSH[1]-10");
        assertRefused(SampleMessage.usual().dividedBy('$').with(3, "A|B").message(), "wrong-form", "MSH[1]-3");
        assertRefused(SampleMessage.usual().with(15, "YES").message(), "wrong-form", "MSH[1]-15");
    }

    @Test
    void whatIsNoMessageIsSaidToBeNone() {
        assertRefused(SampleMessage.message(new byte[0]), "malformed", "MSH[1]");
        assertRefused(SampleMessage.message("GET / HTTP/1.1".getBytes(StandardCharsets.UTF_8)), "malformed", "MSH[1]");
        byte[] marked = ("\uFEFF" + SampleMessage.usual().text()).getBytes(StandardCharsets.UTF_8);
        assertThat(assertRefused(SampleMessage.message(marked), "malformed", "MSH[1]")
                        .fix())
                .contains("byte order mark");
    }

    @Test
    void aBatchIsNoMessage() {
        String one = SampleMessage.usual().text();
        for (String batch : List.of("BHS|^~\\&|A\r" + one + "BTS|1\r", "FHS|^~\\&|A\r", one + one)) {
            IntakeIssue issue = CHECK.of(SampleMessage.message(batch.getBytes(StandardCharsets.UTF_8)))
                    .get(0);
            assertThat(issue.rule()).isEqualTo("message-type-unsupported");
            assertThat(issue.fix()).contains("POST /intake/hl7v2");
        }
    }

    private static IntakeIssue assertRefused(IntakeMessage message, String rule, String place) {
        List<IntakeIssue> issues = CHECK.of(message);
        assertThat(issues).as(rule).hasSize(1);
        assertThat(issues.get(0).rule()).isEqualTo(rule);
        assertThat(issues.get(0).place().shown()).startsWith(place);
        assertThat(issues.get(0).refuses()).isTrue();
        return issues.get(0);
    }
}
