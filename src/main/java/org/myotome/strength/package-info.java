/**
 * The vocabulary of muscle strength as plain Java values: grades, sides, sum scores. Nothing comes in or goes out; every
 * other package may use it. It knows neither FHIR nor Spring, and holds no rule that a code system can state as data.
 */
@NullMarked
package org.myotome.strength;

import org.jspecify.annotations.NullMarked;
