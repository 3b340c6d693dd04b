/** What became of messages: those that are kept, codes that no map knows, and what each sender has sent. */
@NullMarked
package org.myotome.intake.messages;

import org.jspecify.annotations.NullMarked;
