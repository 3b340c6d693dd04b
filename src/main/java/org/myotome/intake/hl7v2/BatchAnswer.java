package org.myotome.intake.hl7v2;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The answers to the messages of a file, in the same batches. */
final class BatchAnswer {

    private final Instant time;
    private final ByteArrayOutputStream answer = new ByteArrayOutputStream();

    private BatchAnswer(Instant time) {
        this.time = time;
    }

    /** @param replies to the messages of each batch; each keeps the character set of its message */
    static byte[] of(Hl7File file, List<List<Hl7Receiver.Reply>> replies, Instant time) {
        BatchAnswer answer = new BatchAnswer(time);
        file.header().ifPresent(header -> answer.header("FHS", header, ""));
        for (int i = 0; i < replies.size(); i++) {
            answer.batch(file.batches().get(i).header(), replies.get(i));
        }
        file.header().ifPresent(header -> answer.line(header, "FTS", String.valueOf(replies.size())));
        return answer.answer.toByteArray();
    }

    private void batch(Optional<Hl7Header> received, List<Hl7Receiver.Reply> replies) {
        Hl7Header header = received.orElse(new Hl7Header(false, Delimiters.USUAL, List.of()));
        long accepted =
                replies.stream().filter(reply -> reply.code() == AckCode.ACCEPT).count();
        header("BHS", header, accepted + " accepted, " + (replies.size() - accepted) + " refused");
        List<Hl7Receiver.Reply> wanted = new ArrayList<>(replies);
        wanted.removeIf(reply -> reply.text().isEmpty());
        wanted.forEach(reply -> answer.writeBytes(reply.bytes()));
        line(header, "BTS", String.valueOf(wanted.size()));
    }

    /** Fields of FHS and BHS: as in MSH up to the time (7), then the comment (10) and the id of what is answered (12). */
    private void header(String segment, Hl7Header received, String comment) {
        String own = received.field(5).isEmpty() ? Acknowledgement.OWN_NAME : received.field(5);
        line(
                received,
                segment,
                received.delimiters().encoding(),
                own,
                received.field(6),
                received.field(3),
                received.field(4),
                Acknowledgement.time(time),
                "",
                "",
                comment,
                "",
                received.field(11));
    }

    private void line(Hl7Header header, String... fields) {
        String line = Acknowledgement.segment(header.delimiters(), fields) + "\r";
        answer.writeBytes(line.getBytes(StandardCharsets.ISO_8859_1));
    }
}
