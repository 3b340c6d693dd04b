package org.myotome.validation.body;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Looks through JSON token by token, which takes no stack however deep it is.
 *
 * @param patch whether any string may become a number, whatever its name
 */
record JsonBody(boolean patch) {

    /** Jackson's own limits are off: those here say where, and a long string is the business of the limit on bodies. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .build())
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .build();

    /** The members of a JSON patch that are pointers (RFC 6902, section 4); reading one takes time by the square of its length. */
    private static final Set<String> PATHS = Set.of("path", "from");

    /** A pointer to an element at the limit of nesting has a hundred steps, half of them numbers. */
    private static final int LONGEST_PATH = 2000;

    /** How Jackson names a place inside its message. */
    private static final Pattern SOURCE = Pattern.compile("\\[Source: .*?; (line: \\d+, column: \\d+)]");

    void check(String text) {
        try (JsonParser parser = JSON.createParser(text)) {
            int depth = 0;
            do {
                JsonToken token = parser.nextToken();
                check(token, parser);
                checkContained(token, parser);
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                if (depth > BodyText.DEEPEST) {
                    throw place(parser).refuse("The JSON is nested too deeply", BodyText.NESTING);
                }
            } while (depth > 0);
            checkEnd(parser);
        } catch (JsonProcessingException malformed) {
            throw place(malformed.getLocation(), "")
                    .refuse(
                            "The body is not JSON",
                            SOURCE.matcher(malformed.getOriginalMessage()).replaceAll("$1"));
        } catch (IOException e) {
            throw new UncheckedIOException("A string cannot fail to be read", e);
        }
    }

    private void check(JsonToken token, JsonParser parser) throws IOException {
        switch (token) {
            case FIELD_NAME -> BodyText.checkCharacters(parser.currentName(), () -> place(parser));
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> BodyText.checkNumber(parser.getText(), () -> place(parser));
            case VALUE_STRING -> checkString(parser);
            default -> {}
        }
    }

    private static void checkContained(JsonToken token, JsonParser parser) {
        JsonStreamContext list = parser.getParsingContext().getParent();
        if (token == JsonToken.START_OBJECT
                && list.inArray()
                && list.getCurrentIndex() >= BodyText.MOST_CONTAINED
                && "contained".equals(name(list))) {
            throw place(parser).refuse("The resource contains too many others", BodyText.CONTAINING);
        }
    }

    private void checkString(JsonParser parser) throws IOException {
        String text = parser.getText();
        BodyText.checkCharacters(text, () -> place(parser));
        JsonStreamContext context = parser.getParsingContext();
        if (patch && PATHS.contains(name(context)) && text.length() > LONGEST_PATH) {
            throw place(parser).refuse("The path is too long", "it has at most " + LONGEST_PATH + " characters");
        }
        if (patch || BodyText.isDecimal(name(context), name(context.getParent()))) {
            BodyText.checkNumber(text, () -> place(parser));
        }
        if (text.stripLeading().startsWith("<") && XmlBody.isTooDeep(text)) {
            throw place(parser).refuse("The XHTML is nested too deeply", BodyText.NESTING);
        }
    }

    /** A token or anything else behind the value, of which HAPI does not say where it begins. */
    private static void checkEnd(JsonParser parser) throws IOException {
        JsonLocation end = parser.currentLocation();
        boolean more;
        try {
            more = parser.nextToken() != null;
        } catch (JsonProcessingException noToken) {
            more = true;
        }
        if (more) {
            throw place(end, "").refuse("The JSON has ended, and the body goes on", "send nothing behind the resource");
        }
    }

    /** The property that the token belongs to; that of the list if it stands in one. */
    private static String name(@Nullable JsonStreamContext context) {
        JsonStreamContext named = context;
        while (named != null && named.getCurrentName() == null) {
            named = named.getParent();
        }
        return named == null ? "" : named.getCurrentName();
    }

    private static BodyPlace place(JsonParser parser) {
        String pointer = parser.getParsingContext().pathAsPointer().toString();
        String path = pointer.replaceAll("/(\\d+)(?=/|$)", "[$1]").replace('/', '.');
        return place(parser.currentTokenLocation(), path.startsWith(".") ? path.substring(1) : path);
    }

    private static BodyPlace place(JsonLocation location, String path) {
        return new BodyPlace(path, location.getLineNr(), location.getColumnNr());
    }
}
