package org.myotome.pages;

/**
 * A text and where it leads.
 *
 * @param href relative to the guide, or absolute; empty if the text leads nowhere
 */
record Link(String text, String href) {

    static Link plain(String text) {
        return new Link(text, "");
    }
}
