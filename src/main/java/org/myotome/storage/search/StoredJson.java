package org.myotome.storage.search;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.Date;
import org.hl7.fhir.r4.model.Meta;

/** Puts together JSON out of what is stored, as HAPI would encode it. */
public final class StoredJson {

    private static final String META = ",\"meta\":{";

    private final StringBuilder json;

    /** @param length the characters that are expected */
    public StoredJson(int length) {
        this.json = new StringBuilder(length);
    }

    public StoredJson add(String text) {
        json.append(text);
        return this;
    }

    public StoredJson add(long number) {
        json.append(number);
        return this;
    }

    /** A text within quotation marks, which are the caller's. */
    public StoredJson addQuoted(String text) {
        JsonStringEncoder.getInstance().quoteAsString(text, json);
        return this;
    }

    public StoredJson add(Date instant) {
        json.append(new Meta().setLastUpdated(instant).getLastUpdatedElement().getValueAsString());
        return this;
    }

    /** What is stored begins with the type, and {@code meta} if it has one comes next. */
    public StoredJson add(FoundResource resource) {
        String text = resource.json();
        if (!resource.stored()) {
            return add(text);
        }
        int type = "{\"resourceType\":\"".length() + resource.type().length() + 1;
        json.append(text, 0, type).append(",\"id\":\"").append(resource.id());
        json.append("\",\"meta\":{\"versionId\":\"").append(resource.version()).append("\",\"lastUpdated\":\"");
        add(resource.updated()).add("\"");
        if (!resource.source().isEmpty()) {
            add(",\"source\":\"").addQuoted(resource.source()).add("\"");
        }
        if (!text.startsWith(META, type)) {
            json.append('}').append(text, type, text.length());
        } else {
            int own = type + META.length();
            json.append(text.charAt(own) == '}' ? "" : ",").append(text, own, text.length());
        }
        return this;
    }

    @Override
    public String toString() {
        return json.toString();
    }
}
