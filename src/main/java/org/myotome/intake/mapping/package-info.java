/**
 * What senders mean: the map of each says which of its codes is which movement, side and scale, and what it writes for a grade.
 * A statement comes in, and an Observation goes out or the reasons why not; nothing is looked up in the store.
 */
@NullMarked
package org.myotome.intake.mapping;

import org.jspecify.annotations.NullMarked;
