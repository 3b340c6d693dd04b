package org.myotome.intake;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where interface engineers keep what they say about senders.
 *
 * @param senders a directory; what is in it is read when it is needed, so that an edit needs no restart
 */
@ConfigurationProperties("myotome.intake")
public record IntakeProperties(@DefaultValue("./senders") Path senders) {}
