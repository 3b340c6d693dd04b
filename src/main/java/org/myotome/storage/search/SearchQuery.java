package org.myotome.storage.search;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A search of one resource type.
 *
 * @param conditions the parameters that say what is sought, with their values as they were sent
 * @param sort as {@code _sort} has it
 * @param after the last resource of the page before, as {@link FoundPage#next} named it
 * @param count resources on a page at most
 * @param page whether resources are wanted, or their number only
 * @param total whether their exact number is wanted
 */
public record SearchQuery(
        String type,
        Map<String, List<String>> conditions,
        Optional<String> sort,
        Optional<String> after,
        int count,
        boolean page,
        boolean total) {}
