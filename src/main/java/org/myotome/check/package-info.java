/**
 * The command {@code validate}: files are judged by the same gate as what a client sends, without a server and without a
 * database, and told where in the file something is wrong.
 */
@NullMarked
package org.myotome.check;

import org.jspecify.annotations.NullMarked;
