package org.myotome.intake.hl7v2;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What stands in one body: a message, or messages in batches, with a file around them or not (HL7 v2 chapter 2, batch
 * protocol).
 *
 * @param header the FHS segment
 */
record Hl7File(Optional<Hl7Header> header, List<Batch> batches) {

    private static final Set<String> ENVELOPE = Set.of("FHS", "BHS");

    Hl7File {
        batches = List.copyOf(batches);
    }

    /**
     * Messages that came together.
     *
     * @param header the BHS segment; a file may leave it out
     */
    record Batch(Optional<Hl7Header> header, List<byte[]> messages) {

        Batch {
            messages = List.copyOf(messages);
        }
    }

    /** Whether there is more than one message, or an envelope around it. */
    static boolean isBatch(byte[] content) {
        String first = "";
        int messages = 0;
        for (Part part = Part.after(content, 0); part != null; part = Part.after(content, part.end())) {
            first = first.isEmpty() ? part.name() : first;
            messages += part.name().equals("MSH") ? 1 : 0;
        }
        return ENVELOPE.contains(first) || first.equals("MSH") && messages > 1;
    }

    /** @throws org.myotome.intake.IntakeRefusal if its counts are wrong, or a part of it is missing */
    static Hl7File read(byte[] content) {
        Hl7FileReader reader = new Hl7FileReader(content);
        for (Part part = Part.after(content, 0); part != null; part = Part.after(content, part.end())) {
            reader.take(part);
        }
        return reader.file();
    }

    /**
     * A segment. Only its bytes are looked at, so that each message may have a character set of its own.
     *
     * @param name of those that make up a file; of all others, {@link #OTHER}
     * @param end after its last byte
     */
    record Part(String name, int start, int end) {

        static final String OTHER = "other";

        private static final List<String> NAMES = List.of("MSH", "FHS", "BHS", "BTS", "FTS");

        /** The next one that is not empty; null if there is none. */
        static @Nullable Part after(byte[] content, int position) {
            int start = position;
            while (start < content.length && Hl7Header.isLineEnd(content[start])) {
                start++;
            }
            int end = start;
            while (end < content.length && !Hl7Header.isLineEnd(content[end])) {
                end++;
            }
            return start == end ? null : new Part(name(content, start, end), start, end);
        }

        private static String name(byte[] content, int start, int end) {
            boolean longer = end - start > 3 && Character.isLetterOrDigit(content[start + 3] & 0x7F);
            return end - start < 3 || longer
                    ? OTHER
                    : NAMES.stream()
                            .filter(name -> name.charAt(0) == content[start]
                                    && name.charAt(1) == content[start + 1]
                                    && name.charAt(2) == content[start + 2])
                            .findFirst()
                            .orElse(OTHER);
        }
    }
}
