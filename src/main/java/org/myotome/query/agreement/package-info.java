/**
 * {@code Observation/$agreement}: how far two raters agree who graded the same movement of the same patient. What is computed
 * knows neither FHIR nor the database.
 */
@NullMarked
package org.myotome.query.agreement;

import org.jspecify.annotations.NullMarked;
