/**
 * Reads Myotome's own profiles, code systems and search parameters from the class path and offers them to every other
 * package. In come the JSON files of {@code profiles/} and {@code terminology/}; out go checked artefacts with
 * snapshots, and a validation support that knows them. It must not store anything, judge a clinical message or know
 * about HTTP.
 */
@NullMarked
package org.myotome.guide;

import org.jspecify.annotations.NullMarked;
