/** Copies the server to where it shall run, prepared for quick starts. */
@NullMarked
package org.myotome.install;

import org.jspecify.annotations.NullMarked;
