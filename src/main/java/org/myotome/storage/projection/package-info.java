/**
 * The projection: a narrow row beside each stored grade, score, force and exam, from which questions about strength are
 * answered by one indexed query. Observations go in with the transaction that stores them, whatever the way; results of a
 * patient, or counts of a cohort, come out. It holds nothing that the resources do not say, and can be made anew from them at
 * any time.
 */
@NullMarked
package org.myotome.storage.projection;

import org.jspecify.annotations.NullMarked;
