package org.myotome.storage.database;

import ca.uhn.fhir.jpa.migrate.DriverTypeEnum;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.myotome.storage.migration.DatabaseException;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the data are kept.
 *
 * @param url a JDBC URL of H2 or PostgreSQL; the default is an H2 file below the working directory
 * @param passwordFile a file that holds the password and nothing else, as containers are given secrets; or empty
 * @param poolSize connections held open at most
 */
@ConfigurationProperties("myotome.database")
public record DatabaseProperties(
        @DefaultValue("jdbc:h2:file:./data/myotome") String url,
        @DefaultValue("sa") String user,
        @DefaultValue("") String password,
        @DefaultValue("") String passwordFile,
        @DefaultValue("16") int poolSize) {

    private static final String H2_FILE = "jdbc:h2:file:";

    public boolean isH2() {
        return url.startsWith("jdbc:h2:");
    }

    DriverTypeEnum driver() {
        return isH2() ? DriverTypeEnum.H2_EMBEDDED : DriverTypeEnum.POSTGRES_9_4;
    }

    /** An H2 file that is still to be made; any other database must be asked. */
    boolean isNewFile() {
        if (!url.startsWith(H2_FILE)) {
            return false;
        }
        String file = url.substring(H2_FILE.length()).replaceFirst(";.*", "");
        return !Files.exists(Path.of(file.replaceFirst("^~", System.getProperty("user.home")) + ".mv.db"));
    }

    /**
     * The password, from its file if one is named, without the end of line that an editor puts there.
     *
     * @throws DatabaseException if the file cannot be read, or there is a password beside it
     */
    public String secret() {
        if (passwordFile.isEmpty()) {
            return password;
        }
        if (!password.isEmpty()) {
            throw new DatabaseException("There are both myotome.database.password and myotome.database.password-file ("
                    + passwordFile + "). Leave one of them out.");
        }
        try {
            return Files.readString(Path.of(passwordFile)).replaceFirst("\\R\\z", "");
        } catch (IOException e) {
            throw new DatabaseException(
                    "myotome.database.password-file is " + passwordFile + ", which cannot be read (" + e
                            + "). Name a file with the password that the server may read.",
                    e);
        }
    }

    /** The URL without anything that may hold a secret, for the log. */
    public String shown() {
        return url.replaceAll("[;?].*", "");
    }
}
