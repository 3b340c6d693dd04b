package org.myotome.storage;

/** What an H2 file needs so that a commit that was acknowledged is on the disk. */
final class H2Durability {

    private H2Durability() {}

    /**
     * Adds {@code WRITE_DELAY=0}: without it H2 hands committed transactions to the file in the background, up to half a
     * second later, and a killed process loses them.
     */
    static String applyTo(String url) {
        return url.startsWith("jdbc:h2:file:") && !url.contains("WRITE_DELAY") ? url + ";WRITE_DELAY=0" : url;
    }
}
