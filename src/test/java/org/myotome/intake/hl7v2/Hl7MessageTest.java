package org.myotome.intake.hl7v2;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.myotome.intake.IntakeRefusal;

class Hl7MessageTest {

    private static final String MSH = "MSH|^~\\&|EXAMPLE-ICU|GENERAL|||20261120101500+0100||ORU^R01|SYN-1|P|2.5.1";

    @ParameterizedTest
    @ValueSource(strings = {"\r", "\n", "\r\n", "\r\r\n"})
    void anyEndOfLineEndsASegment(String end) {
        var message = parsed(MSH + end + "ZZZ|1" + end + "OBX|1" + end + "ZZZ|2" + end);
        assertThat(message.segments()).extracting(Segment::name).containsExactly("MSH", "ZZZ", "OBX", "ZZZ");
        assertThat(message.segments()).extracting(Segment::number).containsExactly(1, 1, 1, 2);
        assertThat(message.segments().get(3).original()).isEqualTo("ZZZ|2");
    }

    @Test
    void headerHasItsSeparatorsAsFields() {
        Segment header = parsed(MSH).header();
        assertThat(header.value(1)).isEqualTo("|");
        assertThat(header.value(2)).isEqualTo("^~\\&");
        assertThat(header.repetitions(2)).isEqualTo(1);
        assertThat(header.value(3)).isEqualTo("EXAMPLE-ICU");
        assertThat(header.value(9, 1, 2)).isEqualTo("R01");
        assertThat(header.value(60)).isEmpty();
    }

    @Test
    void fieldsHaveRepetitionsComponentsAndSubcomponents() {
        Segment segment = second("PID|1||A^^^&2.999&ISO~B^^^NS& ~\"\"|");
        assertThat(segment.repetitions(3)).isEqualTo(3);
        assertThat(segment.repetitions(4)).isZero();
        assertThat(segment.value(3)).isEqualTo("A");
        assertThat(segment.value(3, 1, 4, 2)).isEqualTo("2.999");
        assertThat(segment.value(3, 1, 4, 3)).isEqualTo("ISO");
        assertThat(segment.value(3, 2, 4, 1)).isEqualTo("NS");
        assertThat(segment.value(3, 2, 4, 2)).isEmpty();
        assertThat(segment.value(3, 3, 1)).as("explicitly empty").isEmpty();
        assertThat(segment.value(3, 4, 1)).isEmpty();
        assertThat(segment.text(3, 1)).isEqualTo("A^^^&2.999&ISO");
        assertThat(segment.place(3, 2, 4).shown()).isEqualTo("PID[1]-3(2).4");
    }

    @ParameterizedTest
    @CsvSource({
        "'4\\F\\5', '4|5'",
        "'A\\S\\B\\T\\C\\R\\D\\E\\E', 'A^B&C~D\\E'",
        "'\\H\\4/5\\N\\', 4/5",
        "'4\\X2F\\5', 4/5",
        "'4\\XE28892\\', '4\u2212'",
        "'4\\5', '4\\5'",
        "'4\\', '4\\'",
        "'\\\\\\', '\\\\\\'",
        "'4\\X2\\5', '4\\X2\\5'",
        "'\\Zlocal\\4', '\\Zlocal\\4'",
        "'\\X00\\4', '\\X00\\4'",
        "'\\XFF\\4', '\\XFF\\4'",
        "'4\\Q\\F\\5', '4\\Q|5'"
    })
    void escapesAreReadAndNothingElseIsDropped(String sent, String text) {
        assertThat(second("OBX|" + sent).value(1)).isEqualTo(text);
    }

    @Test
    void linesOfFormattedTextStayLines() {
        assertThat(second("NTE|1||a\\.br\\b\\.sp+2\\c\\.in+4\\d\\.sk5\\e\\X0D0A\\f")
                        .text(3, 1))
                .isEqualTo("a\nb\ncd e\nf");
    }

    @Test
    void otherSeparatorsAreTakenFromTheHeader() {
        var message = parsed("MSH#*!\\%#APP\rPID#1##4711***NS%2.999%ISO!4712*a\\S\\b");
        Segment segment = message.segments().get(1);
        assertThat(segment.value(3, 1, 4, 2)).isEqualTo("2.999");
        assertThat(segment.value(3, 2, 2)).isEqualTo("a*b");
    }

    @Test
    void charactersOfTheNamedSetAreRead() {
        byte[] content = (MSH + "\rNTE|1||Prüfung").getBytes(ISO_8859_1);
        var message = Hl7Message.parse(Messages.message(content, ISO_8859_1));
        assertThat(message.segments().get(1).value(3)).isEqualTo("Prüfung");
        assertThat(refusal(() -> Hl7Message.parse(Messages.message(content, UTF_8))))
                .containsExactly("malformed at byte " + (MSH.length() + "\rNTE|1||Pr".length() + 1));
    }

    @ParameterizedTest
    @CsvSource({
        "'', malformed at MSH[1]",
        "'PID|1', malformed at MSH[1]",
        "'MSH', malformed at MSH[1]",
        "'MSH|^~|', malformed at MSH[1]",
        "'MSH|^^\\&|', malformed at MSH[1]",
        "'MSHa^~\\&a', malformed at MSH[1]",
        "'MSH|^~\\&|A\rpid|1', malformed at line 2",
        "'MSH|^~\\&|A\rPID^1', malformed at line 2",
        "'MSH|^~\\&|A\rmore text', malformed at line 2",
        "'MSH|^~\\&|A\rMSH|^~\\&|B', malformed at line 2"
    })
    void whatIsNoMessageIsRefusedWithThePlace(String content, String reason) {
        assertThat(refusal(() -> parsed(content.replace("\\r", "\r")))).containsExactly(reason);
    }

    @Test
    void controlCharactersAreRefused() {
        assertThat(refusal(() -> parsed(MSH + "\rNTE|1||\u0000"))).hasSize(1);
    }

    @Test
    void moreThanAnyoneSendsIsRefused() {
        assertThat(refusal(() -> parsed(MSH + "\rZZZ".repeat(Hl7Message.MOST_PARTS + 1))))
                .containsExactly("too-large at MSH[1]");
        assertThat(refusal(() -> parsed(MSH + "\rZZZ|" + "~".repeat(Hl7Message.MOST_PARTS))))
                .containsExactly("too-large at MSH[1]");
    }

    @Test
    void anExceptionNamesNothingOfTheContent() {
        var refusal = catchThrowableOfType(IntakeRefusal.class, () -> parsed(MSH + "\rSynthetic^Adele"));
        assertThat(refusal.getMessage()).isEqualTo("[malformed]");
    }

    @Test
    void tenMegabytesOfOneFieldOrOfSeparatorsAreReadInAMoment() {
        for (String filling : List.of("x", "|", "^", "&", "\\")) {
            Segment segment = second("OBX|" + filling.repeat(10_000_000) + "|F");
            assertThat(segment.value(1, 1, 500)).isEmpty();
            assertThat(segment.text(1, 1)).hasSize(filling.equals("|") ? 0 : 10_000_000);
        }
    }

    private static Segment second(String segment) {
        return parsed(MSH + "\r" + segment).segments().get(1);
    }

    private static Hl7Message parsed(String text) {
        return Hl7Message.parse(Messages.message(text.getBytes(UTF_8), UTF_8));
    }

    private static List<String> refusal(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return Messages.reasons(catchThrowableOfType(IntakeRefusal.class, call));
    }
}
