/**
 * Answers what somebody with weakness should do next. In comes a response to the Questionnaire {@code weakness-triage};
 * out goes a level with every rule that calls for it and its source. The rules are concepts of CodeSystem
 * {@code triage-rule}: none is written in Java, and no answer is guessed.
 */
@NullMarked
package org.myotome.triage;

import org.jspecify.annotations.NullMarked;
