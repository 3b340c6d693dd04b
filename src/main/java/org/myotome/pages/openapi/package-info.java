/**
 * What programs that are not written for FHIR read of the endpoint: its OpenAPI document, and the Swagger page that sends
 * requests. HAPI makes both; in come examples, out go bodies that succeed when they are sent. It must not offer a body that
 * fails.
 */
@NullMarked
package org.myotome.pages.openapi;

import org.jspecify.annotations.NullMarked;
