package org.myotome.intake.hl7v2;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.myotome.intake.Channel;
import org.myotome.intake.IntakeIssue;
import org.myotome.intake.IntakeMessage;
import org.myotome.intake.IntakeRefusal;
import org.myotome.intake.ItemIssue;
import org.myotome.intake.Reading;
import org.myotome.intake.Sender;
import org.myotome.intake.Statement;

/** Synthetic messages for tests. */
final class Messages {

    static final Path FOLDER = Path.of("src/test/resources/intake");

    static final String HEADER =
            "MSH|^~\\&|EXAMPLE-ICU|GENERAL|MYOTOME|GENERAL|20261120101500+0100||ORU^R01|SYN-1|P|2.5.1";
    static final String PATIENT = "PID|1||SYN-1^^^GENERAL^MR||Synthetic^Adele^^^^^L||19610214|F";
    static final String ORDER =
            "OBR|1|P-1^EXICU|F-1^EXICU|EXAM^Strength^EXICU|||20261120093000+0100||||||||||||||||||F";

    private static final Sender SENDER = new Sender("EXAMPLE-ICU", "GENERAL");

    private Messages() {}

    static IntakeMessage message(byte[] content, Charset charset) {
        return new IntakeMessage(
                "hl7v2", Channel.HTTP, SENDER, "ORU^R01", "SYN-1", Instant.EPOCH, content, charset.name());
    }

    static Hl7Message parse(String... segments) {
        return Hl7Message.parse(message(String.join("\r", segments).getBytes(UTF_8), UTF_8));
    }

    static Reading read(String... segments) {
        return new OruReader().read(parse(segments));
    }

    /** What a message says whose OBX are these, of one patient and one order. */
    static Reading results(String... results) {
        return read(Stream.concat(Stream.of(HEADER, PATIENT, ORDER), Stream.of(results))
                .toArray(String[]::new));
    }

    static Statement statement(String... result) {
        Reading reading = results(result);
        if (!reasons(reading).isEmpty()) {
            throw new AssertionError(reasons(reading).toString());
        }
        return reading.examinations().get(0).statements().get(0);
    }

    /** The rules by which something of a message is refused, with the places. */
    static List<String> reasons(Reading reading) {
        return Stream.concat(
                        reading.issues().stream(), reading.itemIssues().stream().map(ItemIssue::issue))
                .filter(IntakeIssue::refuses)
                .map(Messages::reason)
                .toList();
    }

    static List<String> reasons(IntakeRefusal refusal) {
        return refusal.issues().stream().map(Messages::reason).toList();
    }

    private static String reason(IntakeIssue issue) {
        return issue.rule() + " at " + issue.place().shown();
    }

    static byte[] bytes(String file) {
        try {
            return Files.readAllBytes(FOLDER.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Reading readFile(String file) {
        return new OruReader().read(Hl7Message.parse(message(bytes(file), UTF_8)));
    }
}
