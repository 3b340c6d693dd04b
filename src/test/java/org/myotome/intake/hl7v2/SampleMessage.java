package org.myotome.intake.hl7v2;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.myotome.intake.Channel;
import org.myotome.intake.IntakeMessage;

/** A message whose header can be changed field by field. Whatever is in it is invented. */
final class SampleMessage {

    static final Instant RECEIVED = Instant.parse("2026-03-02T09:20:00Z");

    private static final String REST = "PID|1||SYN-0001^^^GENERAL^MR||Synthetic^Anna\r"
            + "OBR|1||F-1|MOTOR^Motor exam^L|||20260302091500+0100\r"
            + "OBX|1|ST|MOTOR^Motor exam^L||R deltoid 4/5||||||F|||20260302091500+0100||T1^Synthetic^Tester\r";

    private final Map<Integer, String> fields = new TreeMap<>();
    private char field = '|';
    private String rest = REST;
    private String lineEnd = "\r";

    private SampleMessage() {
        with(2, "^~\\&")
                .with(3, "EXAMPLE-ICU")
                .with(4, "GENERAL")
                .with(5, "MYOTOME")
                .with(6, "WARD")
                .with(7, "20260302092000+0100")
                .with(9, "ORU^R01^ORU_R01")
                .with(10, "C-1")
                .with(11, "P")
                .with(12, "2.5.1");
    }

    static SampleMessage usual() {
        return new SampleMessage();
    }

    SampleMessage with(int number, String value) {
        fields.put(number, value);
        return this;
    }

    SampleMessage dividedBy(char separator) {
        field = separator;
        return this;
    }

    SampleMessage followedBy(String segments) {
        rest = segments;
        return this;
    }

    SampleMessage withLineEnds(String end) {
        lineEnd = end;
        return this;
    }

    String text() {
        StringBuilder header = new StringBuilder("MSH");
        for (int number = 2; number <= 20; number++) {
            header.append(field).append(fields.getOrDefault(number, ""));
        }
        return (header + "\r" + rest).replace("\r", lineEnd);
    }

    byte[] bytes() {
        return text().getBytes(StandardCharsets.UTF_8);
    }

    IntakeMessage message() {
        return message(bytes());
    }

    static IntakeMessage message(byte[] content) {
        return message(content, Optional.empty());
    }

    /** As the receiver makes it. */
    static IntakeMessage message(byte[] content, Optional<Charset> declared) {
        FakeIntake intake = new FakeIntake();
        new Hl7Receiver(intake, FakeIntake.CLOCK).receive(content, Channel.HTTP, declared);
        return intake.received().get(0);
    }
}
