package org.myotome.storage.search;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A page of what was found.
 *
 * @param next where the next page begins, for {@link SearchQuery#after}; empty on the last
 * @param total how many there are; empty if they were not counted and are not all on this page
 */
public record FoundPage(List<FoundResource> resources, Optional<String> next, OptionalLong total) {}
