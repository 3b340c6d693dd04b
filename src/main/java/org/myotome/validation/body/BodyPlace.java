package org.myotome.validation.body;

/**
 * Where in a body something stands.
 *
 * @param path the names on the way to it, such as {@code name[0].family}; empty at the top
 */
record BodyPlace(String path, int line, int column) {

    /** The names are the sender's and of any length; the end of a longer path says most. */
    private static final int LONGEST = 200;

    /** The place of a character in a text without structure. */
    static BodyPlace of(String text, int index) {
        int line = 1 + (int) text.chars().limit(index).filter(c -> c == '\n').count();
        return new BodyPlace("", line, index - text.lastIndexOf('\n', index));
    }

    /**
     * @param what a sentence without its end, of what was sent
     * @param fix what is allowed, or what to do
     */
    UnreadableText refuse(String what, String fix) {
        return new UnreadableText(what, this, fix);
    }

    @Override
    public String toString() {
        String printed = path.replaceAll("[\\p{Cntrl}\\p{Cs}]", "?");
        if (printed.length() > LONGEST) {
            printed = "…" + printed.substring(printed.length() - LONGEST);
        }
        return (printed.isEmpty() ? "" : " at " + printed) + " (line " + line + ", column " + column + ")";
    }
}
