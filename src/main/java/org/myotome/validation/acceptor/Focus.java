package org.myotome.validation.acceptor;

/**
 * What an expression may look at.
 *
 * @param resource {@code %resource}, which is {@code %rootResource} as well, since nothing is contained
 * @param context {@code %context}: what the whole expression is about
 * @param self {@code $this}: an item, or a value that was computed
 */
record Focus(Item resource, Item context, Object self) {

    Focus on(Object other) {
        return new Focus(resource, context, other);
    }
}
