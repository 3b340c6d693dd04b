package org.myotome.storage.messages;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The place of a message among all, newest first. A page that begins after it neither loses nor repeats a message, except one
 * that was sent again or removed meanwhile, because the place does not depend on other messages.
 *
 * @param received milliseconds since 1970
 */
public record MessageCursor(long received, String id) {

    private static final Pattern TEXT = Pattern.compile("(-?\\d{1,18})~([0-9A-Za-z-]{1,36})");

    /** @return empty if the text is none of {@link #toString} */
    public static Optional<MessageCursor> read(String text) {
        Matcher parts = TEXT.matcher(text);
        return parts.matches()
                ? Optional.of(new MessageCursor(Long.parseLong(parts.group(1)), parts.group(2)))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return received + "~" + id;
    }
}
