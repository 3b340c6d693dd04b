package org.myotome.validation.acceptor;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import org.myotome.validation.acceptor.Layout.Property;

/** Reads strict JSON into typed items. Whatever the base definitions do not lay out so, it does not know. */
final class ResourceReader {

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final Definitions definitions;

    ResourceReader(Definitions definitions) {
        this.definitions = definitions;
    }

    /** @throws Uncertain if the text is not certainly a well-formed resource in FHIR JSON */
    Item read(String text) {
        try (JsonParser json = JSON.createParser(text)) {
            Uncertain.unless(json.nextToken() == JsonToken.START_OBJECT, "no object");
            Item resource = resource(json, "");
            Uncertain.unless(json.nextToken() == null, "more than one object");
            return resource;
        } catch (IOException malformed) {
            throw new Uncertain("not strict JSON");
        }
    }

    /** The type stands first; in another place it would have to be looked for before anything can be read. */
    private Item resource(JsonParser json, String name) throws IOException {
        Uncertain.unless("resourceType".equals(json.nextFieldName()), "resourceType does not stand first");
        Uncertain.unless(json.nextToken() == JsonToken.VALUE_STRING, "resourceType");
        String type = json.getText();
        Definitions.Concrete concrete = definitions.concrete(type);
        Uncertain.unless(concrete.resource(), "not a resource");
        return fill(json, Item.complex(name, type, true), concrete.layout());
    }

    private Item fill(JsonParser json, Item item, Layout layout) throws IOException {
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            Property property = layout.property(field);
            if (property == null) {
                throw new Uncertain("a property of " + item.type() + " that is not known or not taught");
            }
            JsonToken token = json.nextToken();
            if (property.list()) {
                Uncertain.unless(token == JsonToken.START_ARRAY, "no list");
                Uncertain.unless(json.nextToken() != JsonToken.END_ARRAY, "empty list");
                while (json.currentToken() != JsonToken.END_ARRAY) {
                    item.add(value(json, property));
                    json.nextToken();
                }
            } else {
                item.add(value(json, property));
            }
        }
        Uncertain.unless(!item.children().isEmpty(), "empty object");
        return item;
    }

    private Item value(JsonParser json, Property property) throws IOException {
        JsonToken token = json.currentToken();
        String type = property.type();
        if (Primitives.isPrimitive(type)) {
            Uncertain.unless(token.isScalarValue(), "no primitive");
            String value = json.getText();
            Uncertain.unless(Primitives.isGood(type, token, value), "form of a " + type);
            return Item.primitive(property.name(), type, value);
        }
        Uncertain.unless(token == JsonToken.START_OBJECT, "no object");
        if (type.equals("Resource")) {
            return resource(json, property.name());
        }
        Layout nested = property.nested();
        return fill(
                json,
                Item.complex(property.name(), type, false),
                nested == null ? definitions.concrete(type).layout() : nested);
    }
}
