package org.myotome.intake.csv;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.myotome.intake.IntakeIssue;
import org.myotome.intake.IntakeRefusal;
import org.myotome.intake.IntakeRule;
import org.myotome.intake.Place;

/**
 * UTF-8, with or without a byte order mark, and nothing else: a byte that does not fit would become a character that nobody
 * wrote. What stands before such a byte is still given out. Throws {@link IntakeRefusal} where it cannot go on.
 */
final class StrictText extends Reader {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final InputStream source;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private final ByteBuffer bytes = ByteBuffer.allocate(1 << 16).limit(0);
    private final CharBuffer text = CharBuffer.allocate(1 << 16).limit(0);
    private long read;
    private long lines = 1;
    private char last = '\n';
    private boolean begun;
    private boolean ended;
    private @Nullable IntakeRefusal refusal;
    private @Nullable IOException failure;

    StrictText(InputStream source) {
        this.source = source;
    }

    /** Why the source gave no more, if it failed. */
    Optional<IOException> failure() {
        return Optional.ofNullable(failure);
    }

    /** The last character that was given out; a line end before the first. */
    char last() {
        return last;
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        while (!text.hasRemaining()) {
            if (refusal != null) {
                throw refusal;
            }
            if (ended && !bytes.hasRemaining()) {
                return -1;
            }
            decode();
        }
        int count = Math.min(length, text.remaining());
        text.get(target, offset, count);
        if (count > 0) {
            last = target[offset + count - 1];
        }
        return count;
    }

    private void decode() throws IOException {
        fill();
        text.clear();
        CoderResult result = decoder.decode(bytes, text, ended);
        text.flip();
        if (!begun && text.hasRemaining()) {
            begun = true;
            if (text.get(0) == BYTE_ORDER_MARK) {
                text.get();
            }
        }
        stopAtZero();
        if (refusal == null && result.isError()) {
            refusal = notUtf8(result.length());
        }
    }

    private void fill() throws IOException {
        if (ended) {
            return;
        }
        bytes.compact();
        try {
            int count = source.read(bytes.array(), bytes.position(), bytes.remaining());
            ended = count < 0;
            read += Math.max(0, count);
            bytes.position(bytes.position() + Math.max(0, count));
        } catch (IOException failed) {
            failure = failed;
            throw failed;
        } finally {
            bytes.flip();
        }
    }

    private void stopAtZero() {
        for (int i = text.position(); i < text.limit(); i++) {
            if (text.get(i) == '\n') {
                lines++;
            } else if (text.get(i) == 0) {
                refusal = refusal(
                        IntakeRule.MALFORMED,
                        "A character of the table is NUL, which no text has.",
                        "NUL",
                        "Send text; a spreadsheet file must be saved as CSV first.");
                text.limit(i);
            }
        }
    }

    private IntakeRefusal notUtf8(int length) {
        long offset = read - bytes.remaining();
        byte[] odd = new byte[Math.min(length, bytes.remaining())];
        bytes.get(bytes.position(), odd);
        String shown = "0x" + HexFormat.of().withUpperCase().formatHex(odd);
        boolean wide = offset == 0 && (shown.startsWith("0xFF") || shown.startsWith("0xFE"));
        return refusal(
                wide ? IntakeRule.CHARACTER_SET_UNSUPPORTED : IntakeRule.MALFORMED,
                wide
                        ? "The table is in UTF-16."
                        : "The table is no UTF-8: a byte does not belong there, " + offset + " bytes from the start.",
                shown,
                "Save the table as UTF-8; in Excel: Save As, CSV UTF-8.");
    }

    private IntakeRefusal refusal(IntakeRule rule, String message, String sent, String fix) {
        Place place = new TablePlace(lines, "");
        return new IntakeRefusal(
                IntakeIssue.error(rule, place, message, sent, "UTF-8, with or without a byte order mark", fix));
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
