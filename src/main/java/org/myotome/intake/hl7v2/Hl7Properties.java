package org.myotome.intake.hl7v2;

import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which HL7 v2 messages are read.
 *
 * @param processingIds of MSH-11: P for production, T for training, D for debugging. The last two would bring patients that do
 *     not exist among those that do.
 */
@ConfigurationProperties("myotome.intake.hl7v2")
record Hl7Properties(@DefaultValue("P") Set<String> processingIds) {}
