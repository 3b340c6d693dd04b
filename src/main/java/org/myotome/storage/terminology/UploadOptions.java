package org.myotome.storage.terminology;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.myotome.guide.Guide;

/**
 * How {@code upload-terminology} was called.
 *
 * @param system the url of the code system
 * @param files its release, zipped or not
 * @param url of a server that stores it, instead of this program
 * @param properties of the server's configuration
 */
record UploadOptions(String system, List<Path> files, Optional<URI> url, List<String> properties) {

    static final String LOINC = "http://loinc.org";
    static final String SNOMED_CT = "http://snomed.info/sct";
    static final String ICD_10 = "http://hl7.org/fhir/sid/icd-10";
    static final String ICD_10_CM = "http://hl7.org/fhir/sid/icd-10-cm";

    static final String USAGE = """
            Usage: upload-terminology --system URL [--url URL] [--myotome.…=…] FILE…
            Loads a code system into the database, for $lookup, $validate-code, $subsumes and $expand. You need the right to
            use it: LOINC, SNOMED CT and ICD-10 have licences of their own.
              --system URL   http://loinc.org: the zip of a LOINC release, with a file loincupload.properties
                             http://snomed.info/sct: the zip of a release in RF2, with its folder Full
                             http://hl7.org/fhir/sid/icd-10, http://hl7.org/fhir/sid/icd-10-cm: its ClaML or XML file
                             any other: a zip, or the files concepts.csv (CODE,DISPLAY), hierarchy.csv (PARENT,CHILD),
                             properties.csv (CODE,KEY,VALUE,TYPE) and codesystem.json, of which concepts.csv is needed
              --url URL      the running server to send the files to, such as http://localhost:8080
              --myotome.…=…  a property of the server's configuration, such as --myotome.database.url=…
            Without --url it opens the database itself, which no running server may use then, unless it is PostgreSQL.
            Exit code: 0 uploaded; 1 failed; 2 wrong arguments.
            """;

    /** @throws IllegalArgumentException with a sentence for the user */
    static UploadOptions read(List<String> arguments) {
        Optional<String> system = Optional.empty();
        Optional<URI> url = Optional.empty();
        List<Path> files = new ArrayList<>();
        List<String> properties = new ArrayList<>();
        for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
            String argument = rest.next();
            if (argument.startsWith("--system=")) {
                system = Optional.of(argument.substring("--system=".length()));
            } else if (argument.startsWith("--url=")) {
                url = Optional.of(address(argument.substring("--url=".length())));
            } else if (argument.equals("--system") && rest.hasNext()) {
                system = Optional.of(rest.next());
            } else if (argument.equals("--url") && rest.hasNext()) {
                url = Optional.of(address(rest.next()));
            } else if (argument.matches("--(myotome|spring|logging)\\.[^=]+=.*")) {
                properties.add(argument);
            } else if (argument.startsWith("--")) {
                throw new IllegalArgumentException("Unknown, or without a value: " + argument);
            } else {
                files.add(readable(argument));
            }
        }
        return of(system, files, url, properties);
    }

    /**
     * The same of what a request or a command asks for.
     *
     * @throws IllegalArgumentException with a sentence for the user
     */
    static UploadOptions of(Optional<String> system, List<Path> files, Optional<URI> url, List<String> properties) {
        if (files.isEmpty()) {
            throw new IllegalArgumentException("No file was named.");
        }
        if (system.filter(one -> one.startsWith(Guide.BASE + "/")).isPresent()) {
            throw new IllegalArgumentException(
                    "Code systems below " + Guide.BASE + " are Myotome's own and change with it.");
        }
        return new UploadOptions(
                system.filter(one -> one.matches("[A-Za-z][A-Za-z0-9+.-]*:\\S+"))
                        .orElseThrow(() -> new IllegalArgumentException(
                                "--system is the url of the code system, such as " + LOINC)),
                files,
                url,
                properties);
    }

    private static URI address(String text) {
        if (!text.matches("https?://[^/?#\\s]+(/[^?#\\s]*)?")) {
            throw new IllegalArgumentException(
                    "--url is the address of a server, such as http://localhost:8080, not " + text);
        }
        return URI.create(text.replaceFirst("/+$", ""));
    }

    private static Path readable(String name) {
        Path file = Path.of(name);
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new IllegalArgumentException("No file that can be read: " + file);
        }
        return file;
    }

    /** Whether the files are those of one's own code system, and no release whose form is known. */
    boolean isOwn() {
        return !List.of(LOINC, SNOMED_CT, ICD_10, ICD_10_CM).contains(system);
    }
}
