/**
 * The benchmark: the same work against the packaged Myotome and against a stock HAPI server, each in a process of its own,
 * and the report that comes of it. Nothing here runs in {@code mvn verify}; {@code mvn -Pbench verify} runs it.
 */
@NullMarked
package org.myotome.bench;

import org.jspecify.annotations.NullMarked;
