package org.myotome.storage.migration;

import java.util.List;

/**
 * What would be changed in a database.
 *
 * @param isNew nothing is there yet; then nothing is missing, and all is pending
 * @param pending the changes that this program knows and the database does not have yet, in their order
 * @param missing what all made changes together must have left and is not there, in words
 */
public record Preview(boolean isNew, List<Change> pending, List<String> missing) {

    public boolean isCurrent() {
        return pending.isEmpty() && missing.isEmpty();
    }
}
