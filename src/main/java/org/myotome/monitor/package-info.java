/**
 * What an operator sees from outside: whether the server is alive and can take writes, what it counts, how long requests
 * take, and their traces. Nothing here decides about data, and nothing that it shows is of a patient: neither a label, nor
 * a detail of a health check, nor an attribute of a span takes a word from a request.
 */
@NullMarked
package org.myotome.monitor;

import org.jspecify.annotations.NullMarked;
