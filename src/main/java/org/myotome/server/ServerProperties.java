package org.myotome.server;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How the endpoint treats its clients.
 *
 * @param maxRequestSize the largest body that is read, after decompression
 */
@ConfigurationProperties("myotome.server")
record ServerProperties(@DefaultValue("20MB") DataSize maxRequestSize) {}
