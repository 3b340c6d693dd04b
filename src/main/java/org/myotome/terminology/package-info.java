/**
 * What the guide answers over REST: the terminology operations ({@code $expand}, {@code $lookup} and the others) and the
 * conformance resources themselves, from memory. Requests come in, with code systems and value sets of their own if they like;
 * Parameters and resources go out. It stores nothing and writes nothing: its resources change with a release, and what users
 * have added it asks of {@link org.myotome.AddedTerminology}.
 */
@NullMarked
package org.myotome.terminology;

import org.jspecify.annotations.NullMarked;
