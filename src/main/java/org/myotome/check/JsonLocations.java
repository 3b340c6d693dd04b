package org.myotome.check;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.myotome.check.LocatedElement.Property;

/** Where the elements of a resource stand in its JSON. */
final class JsonLocations {

    private static final JsonFactory JSON = new JsonFactory();

    private final JsonParser parser;

    private JsonLocations(JsonParser parser) {
        this.parser = parser;
    }

    /** @param json that was found to be readable */
    static LocatedElement in(String json) {
        try (JsonParser parser = JSON.createParser(json)) {
            JsonLocations locations = new JsonLocations(parser);
            return locations.element(parser.nextToken(), locations.here());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private LocatedElement element(JsonToken token, Position position) throws IOException {
        LocatedElement element = new LocatedElement(position);
        if (token == JsonToken.START_ARRAY) {
            // A list in a list is nothing that FHIR has.
            parser.skipChildren();
        } else if (token == JsonToken.START_OBJECT) {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                element.put(name, property(here()));
            }
        }
        return element;
    }

    private Property property(Position name) throws IOException {
        JsonToken token = parser.nextToken();
        if (token != JsonToken.START_ARRAY) {
            return new Property(name, List.of(element(token, name)));
        }
        List<LocatedElement> items = new ArrayList<>();
        for (JsonToken item = parser.nextToken(); item != JsonToken.END_ARRAY; item = parser.nextToken()) {
            items.add(element(item, here()));
        }
        return new Property(name, List.copyOf(items));
    }

    private Position here() {
        JsonLocation location = parser.currentTokenLocation();
        return new Position(location.getLineNr(), location.getColumnNr());
    }
}
