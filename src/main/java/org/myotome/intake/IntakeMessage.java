package org.myotome.intake;

import java.time.Instant;

/**
 * A message as it arrived.
 *
 * @param format the {@linkplain MessageFormat#name name} of the format that reads it
 * @param type in the words of the format, such as {@code ORU^R01}
 * @param controlId by which the sender knows it again: MSH-10 in HL7 v2; never empty
 * @param content the very bytes; not to be modified
 * @param charset in which the bytes are text
 */
public record IntakeMessage(
        String format,
        Channel channel,
        Sender sender,
        String type,
        String controlId,
        Instant received,
        byte[] content,
        String charset) {

    public IntakeMessage withControlId(String other) {
        return new IntakeMessage(format, channel, sender, type, other, received, content, charset);
    }
}
