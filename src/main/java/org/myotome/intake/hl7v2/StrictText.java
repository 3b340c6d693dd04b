package org.myotome.intake.hl7v2;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.util.OptionalInt;

/** Finds out whether bytes are text, without making the text. */
final class StrictText {

    private static final int CHUNK = 8192;

    private StrictText() {}

    /**
     * Where the first byte stands that no text of this character set has, from 0. Control characters other than tab and line
     * ends are none of text; nor are the bytes 80 to 9F of ISO 8859, which are dashes and quotation marks of a Windows
     * character set that was named wrongly: the dash of {@code 4–} would be lost.
     */
    static OptionalInt firstBad(byte[] content, Charset charset) {
        OptionalInt control = firstControl(content, charset.name().startsWith("ISO-8859-"));
        int end = control.orElse(content.length);
        OptionalInt undecodable = firstUndecodable(content, end, charset);
        return undecodable.isPresent() ? undecodable : control;
    }

    private static OptionalInt firstControl(byte[] content, boolean latin) {
        for (int i = 0; i < content.length; i++) {
            int value = content[i] & 0xFF;
            boolean layout = value == '\t' || value == '\r' || value == '\n';
            if (value < ' ' && !layout || value == 0x7F || latin && value >= 0x80 && value <= 0x9F) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    private static OptionalInt firstUndecodable(byte[] content, int end, Charset charset) {
        CharsetDecoder decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer bytes = ByteBuffer.wrap(content, 0, end);
        CharBuffer text = CharBuffer.allocate(CHUNK);
        CoderResult result;
        do {
            text.clear();
            result = decoder.decode(bytes, text, true);
            if (result.isError()) {
                return OptionalInt.of(bytes.position());
            }
        } while (result.isOverflow());
        return OptionalInt.empty();
    }

    static boolean isAscii(byte[] content) {
        for (byte value : content) {
            if (value < 0) {
                return false;
            }
        }
        return true;
    }
}
