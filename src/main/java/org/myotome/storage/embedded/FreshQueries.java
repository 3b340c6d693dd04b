package org.myotome.storage.embedded;

/**
 * Has H2 parse each query anew. A query that H2 keeps parsed, whose index is read for several values ({@code in}, or
 * {@code or} between equal columns) and which ended before the last of its rows ({@code exists}, {@code fetch first}, a
 * cancelled statement) goes on where it ended when it is executed again: it gives rows twice or leaves them out, gives rows
 * that were deleted meanwhile, or fails with "Chunk not found" because the file no longer has them. H2 2.3.232 and 2.4.240
 * do so ({@code IndexCursor.find} returns without a new cursor). Parsing costs about a tenth of a search.
 */
public final class FreshQueries {

    private FreshQueries() {}

    /** The same database whose connections keep no parsed statements; another database than H2 is left as it is. */
    public static String url(String url) {
        return url.startsWith("jdbc:h2:") ? url + ";QUERY_CACHE_SIZE=0" : url;
    }
}
