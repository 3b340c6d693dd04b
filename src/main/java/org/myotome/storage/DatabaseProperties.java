package org.myotome.storage;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the data are kept.
 *
 * @param url a JDBC URL of H2 or PostgreSQL; the default is an H2 file below the working directory
 * @param poolSize connections held open at most
 */
@ConfigurationProperties("myotome.database")
public record DatabaseProperties(
        @DefaultValue("jdbc:h2:file:./data/myotome") String url,
        @DefaultValue("sa") String user,
        @DefaultValue("") String password,
        @DefaultValue("16") int poolSize) {

    public boolean isH2() {
        return url.startsWith("jdbc:h2:");
    }

    /** The URL without anything that may hold a secret, for the log. */
    public String shown() {
        return url.replaceAll("[;?].*", "");
    }
}
