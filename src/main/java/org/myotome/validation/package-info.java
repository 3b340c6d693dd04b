/**
 * The one gate. A resource comes in as it was sent; a verdict goes out that says, for everything that is wrong with it,
 * what was sent, where, what is allowed and how to mend it. The gate stores nothing and changes nothing but what follows
 * from the codes sent: the ordinal of a grade, and the profile that fits.
 */
@NullMarked
package org.myotome.validation;

import org.jspecify.annotations.NullMarked;
