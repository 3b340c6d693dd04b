package org.myotome.storage.backup;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * The arguments of the commands for backups.
 *
 * @param directory of the backup
 * @param url of a running server
 * @param force whether a database may be replaced
 * @param properties of the server's configuration
 */
record BackupArguments(Optional<Path> directory, Optional<String> url, boolean force, List<String> properties) {

    private static final String URL = "--url";
    private static final String FORCE = "--force";

    /**
     * @param takesUrl whether the command can ask a server
     * @param takesForce whether the command replaces anything
     * @throws IllegalArgumentException says which one is wrong
     */
    static BackupArguments parse(List<String> arguments, boolean takesUrl, boolean takesForce) {
        Optional<Path> directory = Optional.empty();
        Optional<String> url = Optional.empty();
        boolean force = false;
        List<String> properties = new ArrayList<>();
        for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
            String argument = rest.next();
            if (takesUrl && argument.equals(URL) && rest.hasNext()) {
                url = Optional.of(address(rest.next()));
            } else if (takesUrl && argument.startsWith(URL + "=")) {
                url = Optional.of(address(argument.substring(URL.length() + 1)));
            } else if (takesForce && argument.equals(FORCE)) {
                force = true;
            } else if (argument.matches("--(myotome|spring|logging)\\.[^=]+=.*")) {
                properties.add(argument);
            } else if (!argument.isBlank() && !argument.startsWith("-") && directory.isEmpty()) {
                directory = Optional.of(Path.of(argument));
            } else {
                throw new IllegalArgumentException("Unknown, or without a value, or one too many: " + argument);
            }
        }
        return new BackupArguments(directory, url, force, properties);
    }

    private static String address(String url) {
        if (!url.matches("https?://[^/?#\\s]+(/[^?#\\s]*)?")) {
            throw new IllegalArgumentException(
                    "--url is the address of a server, such as http://localhost:8080, not " + url);
        }
        return url.replaceFirst("/+$", "");
    }

    Path requiredDirectory() {
        return directory.orElseThrow(() -> new IllegalArgumentException("The directory of the backup is missing"));
    }
}
