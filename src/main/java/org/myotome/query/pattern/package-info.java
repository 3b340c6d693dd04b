/**
 * Answers which distributions of weakness an exam is compatible with. What muscles, nerves and roots a movement has is read
 * from CodeSystem {@code tested-movement}; what that does not hold, from a table with a source for each line. The rules know
 * no FHIR and no database.
 */
@NullMarked
package org.myotome.query.pattern;

import org.jspecify.annotations.NullMarked;
