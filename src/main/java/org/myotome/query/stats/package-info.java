/**
 * {@code Observation/$stats}: figures of grades, scores and forces, of one patient or of many. A grade has an order and no
 * distances: it is counted and ranked, and nothing is computed with it.
 */
@NullMarked
package org.myotome.query.stats;

import org.jspecify.annotations.NullMarked;
