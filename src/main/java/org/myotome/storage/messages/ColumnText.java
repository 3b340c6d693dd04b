package org.myotome.storage.messages;

import com.google.common.hash.Hashing;

/** Texts of senders as a column can hold them: not too long, and without what PostgreSQL refuses. */
final class ColumnText {

    /** Characters of Java; three bytes each at most, so that two such texts fit in an index of PostgreSQL (2704 bytes). */
    static final int KEY = 250;

    private static final int HASH = 64;

    private ColumnText() {}

    /** The text; of one that no column holds the beginning and its SHA-256, so that it is still told from every other. */
    static String key(String text) {
        String clean = clean(text);
        if (clean.length() <= KEY && clean.equals(text)) {
            return text;
        }
        String beginning = text.substring(0, Math.min(text.length(), KEY - HASH - 1));
        return clean(beginning) + "#" + Hashing.sha256().hashUnencodedChars(text);
    }

    /** The text, or its beginning. */
    static String cut(String text, int length) {
        return clean(text.length() <= length ? text : text.substring(0, length - 1) + "…");
    }

    /** NUL and halves of characters become U+FFFD. */
    static String clean(String text) {
        if (text.chars().noneMatch(each -> each == 0 || Character.isSurrogate((char) each))) {
            return text;
        }
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints()
                .map(point -> point == 0 || Character.getType(point) == Character.SURROGATE ? '\uFFFD' : point)
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }
}
