package org.myotome.server;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Tells from the text of a request whether its references are plain: to what is stored here, by type and id, or to another
 * entry of the same transaction. References by search, by version, by the address of this server, and into the resource
 * itself, HAPI resolves.
 */
final class PlainReferences {

    private static final String NAME = "\"reference\"";
    private static final Pattern VALUE = Pattern.compile("\\s*:\\s*(?:\"([^\"\\\\]*)\")?");
    private static final Pattern LOCAL = Pattern.compile("[A-Z][A-Za-z]+/[A-Za-z0-9.-]{1,64}");
    private static final String PLACEHOLDER = "urn:uuid:";

    /** Letters, digits and signs that need no escape, and would hide a name or a reference behind one. */
    private static final Pattern NEEDLESS_ESCAPE = Pattern.compile("\\\\u00[2-7]|\\\\/");

    private PlainReferences() {}

    /**
     * @param json resources
     * @param placeholders what entries of the transaction may be referred to by
     */
    static boolean areIn(String json, Set<String> placeholders) {
        if (json.contains("\"contained\"")
                || json.indexOf('\\') >= 0 && NEEDLESS_ESCAPE.matcher(json).find()) {
            return false;
        }
        int toEntries = 0;
        Matcher value = VALUE.matcher(json);
        for (int at = json.indexOf(NAME); at >= 0; at = json.indexOf(NAME, at + NAME.length())) {
            if (!value.region(at + NAME.length(), json.length()).lookingAt()) {
                // Not a name, but a text.
                continue;
            }
            String target = value.group(1);
            if (target == null) {
                return false;
            } else if (placeholders.contains(target)) {
                toEntries++;
            } else if (!LOCAL.matcher(target).matches()) {
                return false;
            }
        }
        // A placeholder elsewhere, as in an element of type uri, would have to be replaced there too.
        return occurrences(json) == toEntries + placeholders.size();
    }

    static boolean isPlaceholder(String url) {
        return url.startsWith(PLACEHOLDER);
    }

    private static long occurrences(String json) {
        return Stream.iterate(json.indexOf(PLACEHOLDER), at -> at >= 0, at -> json.indexOf(PLACEHOLDER, at + 1))
                .count();
    }
}
