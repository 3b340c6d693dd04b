/** Tables of grades: the upload, the command, and what the columns mean. */
@NullMarked
package org.myotome.intake.csv;

import org.jspecify.annotations.NullMarked;
