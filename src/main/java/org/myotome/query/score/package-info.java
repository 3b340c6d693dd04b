/**
 * Scores that are sums of the grades of one exam: {@code $mrc-sum-score} and {@code $isncsci-motor-score}. Which grades an
 * exam has and what they add up to is computed here from the projection; a score that is stored goes through the gate like
 * one that a client sends. A grade that is missing is named and never filled in.
 */
@NullMarked
package org.myotome.query.score;

import org.jspecify.annotations.NullMarked;
