/** Looks through text before anything parses it, and refuses what parsers, validator or database would stumble over. */
@NullMarked
package org.myotome.validation.body;

import org.jspecify.annotations.NullMarked;
