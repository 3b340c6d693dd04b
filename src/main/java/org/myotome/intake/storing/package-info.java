/**
 * Makes resources of what was found, joins them with what is stored, and stores them with the message, all or nothing. What is
 * stored is only changed by who says that it corrects or withdraws.
 */
@NullMarked
package org.myotome.intake.storing;

import org.jspecify.annotations.NullMarked;
