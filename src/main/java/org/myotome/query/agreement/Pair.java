package org.myotome.query.agreement;

/** Two ratings of the same by different raters. The first is the earlier; of two at once, the one that was handed in first. */
record Pair(Rating first, Rating second) {}
