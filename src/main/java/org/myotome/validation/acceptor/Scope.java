package org.myotome.validation.acceptor;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where an element stands, and what is still open about the resource that it is part of.
 *
 * @param fullUrl of the entry that the resource is, if it has one
 * @param outside elements whose codes are not from the value set that the base definition prefers; a profile must know them
 */
record Scope(Item resource, Bundled bundled, @Nullable String fullUrl, Set<Item> outside) {

    static Scope of(Item resource) {
        Bundled bundled = resource.type().equals("Bundle") ? Bundled.of(resource) : Bundled.NONE;
        return new Scope(resource, bundled, null, identities());
    }

    Scope ofEntry(Item entry, Item entryResource) {
        return new Scope(entryResource, bundled, entry.text("fullUrl"), identities());
    }

    /** Whether the resource is an entry of a Bundle. */
    boolean isEntry() {
        return bundled != Bundled.NONE && !resource.type().equals("Bundle");
    }

    private static Set<Item> identities() {
        return Collections.newSetFromMap(new IdentityHashMap<>(4));
    }
}
