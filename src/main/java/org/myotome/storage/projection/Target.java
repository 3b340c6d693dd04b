package org.myotome.storage.projection;

/**
 * A stored resource that an Observation refers to, as the index of references has it.
 *
 * @param path the element, such as {@code Observation.subject}
 * @param row of the resource
 */
public record Target(String path, String type, long row) {}
