package org.myotome.storage.embedded;

import java.lang.reflect.Field;
import org.h2.mvstore.MVStore;

/**
 * How much of changed pages H2 holds before it writes them. Its limit of about 1 MB on the disk is reached a few times in a
 * second, by the same pages of the same indexes again and again; it stands in a field that nothing sets.
 */
final class WriteBuffer {

    /** The part of the heap that changed pages may take. */
    private static final int SHARE = 8;

    private static final String LIMIT = "autoCommitMemory";

    private WriteBuffer() {}

    /** @throws IllegalStateException if this version of H2 has no such field */
    static void enlarge(MVStore store) {
        try {
            Field limit = MVStore.class.getDeclaredField(LIMIT);
            limit.setAccessible(true);
            limit.setInt(store, (int) Math.min(1 << 30, Runtime.getRuntime().maxMemory() / SHARE));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("H2's MVStore has no field " + LIMIT, e);
        }
    }
}
