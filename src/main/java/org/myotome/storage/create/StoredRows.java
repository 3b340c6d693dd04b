package org.myotome.storage.create;

import java.util.Collection;
import java.util.Map;

/** Where stored resources are. References are {@code Type/id}. */
public interface StoredRows {

    /** The rows of those that are stored and not deleted, as was known ten seconds ago at most. */
    Map<String, Long> rows(Collection<String> references);

    /** Asks anew for these next time. */
    void forget(Collection<String> references);
}
