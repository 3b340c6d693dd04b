package org.myotome.storage.search;

import java.util.Date;

/**
 * The current version of a resource.
 *
 * @param source {@code meta.source}, or nothing
 * @param json the resource, compact
 * @param stored whether {@code json} is what is stored: without {@code id} and without what the server says in {@code meta}
 */
public record FoundResource(
        String type, String id, long version, Date updated, String source, String json, boolean stored) {}
