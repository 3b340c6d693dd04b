package org.myotome.intake;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of all that comes in and is not FHIR.
 *
 * @param senders the folder of the maps, one file for each sender; it need not exist
 */
@ConfigurationProperties("myotome.intake")
public record IntakeProperties(@DefaultValue("./senders") Path senders) {}
