package org.myotome;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;

/** A Bundle in the making: each call adds an entry. */
public final class BundleOf {

    private final ObjectNode bundle;
    private final ArrayNode entries;

    private BundleOf(String type) {
        bundle = (ObjectNode) Answer.read("{\"resourceType\": \"Bundle\", \"type\": \"%s\"}".formatted(type));
        entries = bundle.putArray("entry");
    }

    public static BundleOf transaction() {
        return new BundleOf("transaction");
    }

    public static BundleOf batch() {
        return new BundleOf("batch");
    }

    /** A Bundle that nobody carries out, such as a {@code collection}. */
    public static BundleOf type(String type) {
        return new BundleOf(type);
    }

    public BundleOf post(JsonNode resource) {
        return post(resource, "urn:uuid:" + UUID.randomUUID());
    }

    /** @param fullUrl by which other entries refer to it */
    public BundleOf post(JsonNode resource, String fullUrl) {
        return add(resource, fullUrl, "POST", resource.path("resourceType").asText());
    }

    public BundleOf put(JsonNode resource, String url) {
        return add(resource, "urn:uuid:" + UUID.randomUUID(), "PUT", url);
    }

    public BundleOf delete(String url) {
        return add(null, "", "DELETE", url);
    }

    public BundleOf get(String url) {
        return add(null, "", "GET", url);
    }

    /** An entry with a resource and nothing to do with it. */
    public BundleOf hold(JsonNode resource, String fullUrl) {
        entries.addObject().put("fullUrl", fullUrl).set("resource", resource);
        return this;
    }

    public BundleOf add(JsonNode resource, String fullUrl, String method, String url) {
        ObjectNode entry = entries.addObject();
        if (!fullUrl.isEmpty()) {
            entry.put("fullUrl", fullUrl);
        }
        if (resource != null) {
            entry.set("resource", resource);
        }
        entry.putObject("request").put("method", method).put("url", url);
        return this;
    }

    /** Takes away what identifies the entry in the Bundle, which a transaction need not say. */
    public BundleOf withoutFullUrls() {
        entries.forEach(entry -> ((ObjectNode) entry).remove("fullUrl"));
        return this;
    }

    /** The request of the entry that was added last, to put conditions on it. */
    public ObjectNode lastRequest() {
        return (ObjectNode) entries.get(entries.size() - 1).path("request");
    }

    @Override
    public String toString() {
        return bundle.toString();
    }
}
