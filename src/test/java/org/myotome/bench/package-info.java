/**
 * The benchmark: the same work against the packaged Myotome and against a stock HAPI server, each in a process of its own,
 * and the report that comes of it. {@code mvn -Pbench verify} runs it; {@code mvn verify} only installs the guide in the stock
 * server.
 */
@NullMarked
package org.myotome.bench;

import org.jspecify.annotations.NullMarked;
