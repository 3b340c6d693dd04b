package org.myotome.intake.hl7v2;

import java.util.Optional;
import org.myotome.intake.IntakeIssue;

/**
 * What stood between a start block and an end block.
 *
 * @param content all of it; only its beginning if it is refused
 * @param refusal why it was not kept
 * @param ended whether the end block was reached
 */
record MllpFrame(byte[] content, Optional<IntakeIssue> refusal, boolean ended) {}
