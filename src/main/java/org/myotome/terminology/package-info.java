/**
 * What the guide answers over REST: the terminology operations ({@code $expand}, {@code $lookup} and the others) and the
 * conformance resources themselves, from memory. Requests come in, Parameters and resources go out. It stores nothing and
 * writes nothing: its resources change with a release.
 */
@NullMarked
package org.myotome.terminology;

import org.jspecify.annotations.NullMarked;
