/** {@code Observation/$lastn}: the latest results of each movement and side. */
@NullMarked
package org.myotome.query.lastn;

import org.jspecify.annotations.NullMarked;
