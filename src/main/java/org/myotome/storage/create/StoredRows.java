package org.myotome.storage.create;

import java.util.Collection;
import java.util.Map;

/** Where stored resources are. References are {@code Type/id}. */
public interface StoredRows {

    /** The rows of those that are stored and not deleted, as was known ten seconds ago at most. */
    Map<String, Long> rows(Collection<String> references);

    /** That a commit of this moment has found them stored. */
    void confirm(Map<String, Long> rows);

    /** Asks anew for these next time. */
    void forget(Collection<String> references);
}
