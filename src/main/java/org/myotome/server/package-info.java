/**
 * The FHIR endpoint. Requests come in over HTTP, answers go out; in between it collects the operations, interceptors and
 * providers of the other packages and knows none of them by name. It decides what an error looks like, who may connect and
 * how much they may send, and nothing else.
 */
@NullMarked
package org.myotome.server;

import org.jspecify.annotations.NullMarked;
