/**
 * Answers questions about strength from the projection: the latest grades, statistics, scores, trends, patterns, agreement.
 * Each operation is a package of its own with the stem of its name; what they share is here. Nothing is stored here, and no
 * grade is computed with that its scale does not allow.
 */
@NullMarked
package org.myotome.query;

import org.jspecify.annotations.NullMarked;
