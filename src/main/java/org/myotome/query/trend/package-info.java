/**
 * How strength changes: {@code $strength-trend}. Results are compared within one scale and one unit only; a grade is never
 * computed with, it only falls or rises by whole grades.
 */
@NullMarked
package org.myotome.query.trend;

import org.jspecify.annotations.NullMarked;
