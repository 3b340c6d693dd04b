package org.myotome.check;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Checks files by what they hold. */
final class FileCheck {

    /** Of a file whose content must tell what it is. */
    private static final int BEGINNING = 1 << 14;

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final FhirCheck fhir;
    private final IntakeCheck intake;

    FileCheck(FhirCheck fhir, IntakeCheck intake) {
        this.fhir = fhir;
        this.intake = intake;
    }

    /** Is told what was found in one part of a file after the other. */
    interface Listener {

        /** @param read bytes of the file so far, roughly */
        void found(Checked checked, long read) throws IOException;
    }

    /**
     * @param content of which only NDJSON need not fit into memory
     * @throws UnknownFormatException if nothing tells what the file is
     * @throws IOException if it cannot be read, or nobody listens
     */
    void check(Input input, InputStream content, Listener listener) throws IOException {
        if (input.format().filter(InputFormat.NDJSON::equals).isPresent()) {
            checkLines(input.name(), content, listener);
            return;
        }
        byte[] bytes = content.readAllBytes();
        Optional<InputFormat> format = input.format().or(() -> InputFormat.ofText(beginning(bytes)));
        switch (format.orElseThrow(() -> new UnknownFormatException(input.name()))) {
            case JSON, XML -> listener.found(whole(input.name(), bytes), bytes.length);
            case NDJSON -> checkLines(input.name(), new ByteArrayInputStream(bytes), listener);
            case CSV -> listener.found(intake.table(input.name(), bytes), bytes.length);
            case HL7 -> {
                for (Checked message : intake.messages(input.name(), bytes)) {
                    listener.found(message, bytes.length);
                }
            }
        }
    }

    private static String beginning(byte[] bytes) {
        String text = new String(bytes, 0, Math.min(bytes.length, BEGINNING), StandardCharsets.UTF_8);
        return withoutMark(text);
    }

    private Checked whole(String file, byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return fhir.check(file, "", withoutMark(text), 0);
        } catch (CharacterCodingException otherCharset) {
            String readable = new String(bytes, StandardCharsets.UTF_8);
            int wrong = readable.indexOf('\uFFFD');
            int line = (int)
                    readable.substring(0, wrong).chars().filter(c -> c == '\n').count();
            Position position = new Position(line + 1, wrong - readable.lastIndexOf('\n', wrong));
            Remark remark =
                    Remark.malformed("The text is not UTF-8", "Write the file in UTF-8, as FHIR asks for.", position);
            return new Checked(file, "", List.of(remark), Set.of());
        }
    }

    private void checkLines(String file, InputStream content, Listener listener) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(content, StandardCharsets.UTF_8));
        long read = 0;
        int number = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            read += line.length() + 1;
            String text = number == 0 ? withoutMark(line) : line;
            if (!text.isBlank()) {
                listener.found(fhir.check(file, "line " + (number + 1), text, number), read);
            }
            number++;
        }
    }

    /** Windows programs begin UTF-8 with a mark that JSON may do without (RFC 8259, section 8.1). */
    private static String withoutMark(String text) {
        return text.isEmpty() || text.charAt(0) != BYTE_ORDER_MARK ? text : text.substring(1);
    }

    /** Nothing tells what a file is. */
    static final class UnknownFormatException extends IOException {

        private static final long serialVersionUID = 1L;

        UnknownFormatException(String file) {
            super(file + " does not show what it is: name it with --input=" + String.join("|", InputFormat.words()));
        }
    }
}
