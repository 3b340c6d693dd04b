package org.myotome.pages;

import java.util.List;

/**
 * An element in the tree table of a profile.
 *
 * @param path its id, which tells slices apart
 * @param depth below the resource, which has 0
 * @param inherited whether the profile itself says nothing about it
 */
record ElementRow(
        String name,
        String path,
        int depth,
        boolean inherited,
        boolean prohibited,
        List<Flag> flags,
        String cardinality,
        List<ElementType> types,
        String words,
        List<Detail> details) {

    /** A letter that HL7's tables use, and what it means. */
    record Flag(String letter, String meaning) {}

    /** A type with what it may refer to. */
    record ElementType(Link type, List<Link> targets) {}

    /** Something that is demanded of the element, such as a pattern or a binding; the link or the words may be empty. */
    record Detail(String label, Link link, String words) {}
}
