package org.myotome.validation.body;

/**
 * Text that can be parsed: JSON or XML without nesting that takes the stack, characters that are none, and numbers that take all
 * memory.
 */
public final class ReadableText {

    private ReadableText() {}

    /**
     * What the text is shows its first character: no parser gets further than that in the other format. Text that begins like
     * neither is left to the parsers.
     *
     * @param patch whether it is a patch, in which any string may become a number
     * @throws UnreadableText for the first thing that is wrong
     */
    public static void check(String text, boolean patch) {
        BodyText.checkRaw(text);
        char first = text.isBlank() ? ' ' : text.stripLeading().charAt(0);
        if (first == '<') {
            new XmlBody(patch).check(text);
        } else if (first == '{' || first == '[') {
            new JsonBody(patch).check(text);
        }
    }
}
