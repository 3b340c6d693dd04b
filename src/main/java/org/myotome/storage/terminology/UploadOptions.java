package org.myotome.storage.terminology;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.myotome.guide.Guide;

/**
 * How {@code upload-terminology} was called.
 *
 * @param system     the url of the code system
 * @param files      its release, zipped or not
 * @param properties of the server's configuration
 */
record UploadOptions(String system, List<Path> files, List<String> properties) {

    static final String LOINC = "http://loinc.org";
    static final String SNOMED_CT = "http://snomed.info/sct";
    static final String ICD_10 = "http://hl7.org/fhir/sid/icd-10";
    static final String ICD_10_CM = "http://hl7.org/fhir/sid/icd-10-cm";

    static final String USAGE = """
            Usage: upload-terminology --system URL [--myotome.…=…] FILE…
            Loads a code system into the database, for $lookup, $validate-code, $subsumes and $expand. You need the right to
            use it: LOINC, SNOMED CT and ICD-10 have licences of their own.
              --system URL   http://loinc.org: the zip of a LOINC release, with a file loincupload.properties
                             http://snomed.info/sct: the zip of an international RF2 release (Full)
                             http://hl7.org/fhir/sid/icd-10, http://hl7.org/fhir/sid/icd-10-cm: its ClaML or XML file
                             any other: a zip, or the files concepts.csv (CODE,DISPLAY), hierarchy.csv (PARENT,CHILD),
                             properties.csv (CODE,KEY,VALUE,TYPE) and codesystem.json, of which concepts.csv is needed
              --myotome.…=…  a property of the server's configuration, such as --myotome.database.url=…
            No running server may use the database meanwhile, unless it is PostgreSQL.
            Exit code: 0 uploaded; 1 failed; 2 wrong arguments.
            """;

    /** @throws IllegalArgumentException with a sentence for the user */
    static UploadOptions read(List<String> arguments) {
        Optional<String> system = Optional.empty();
        List<Path> files = new ArrayList<>();
        List<String> properties = new ArrayList<>();
        for (var rest = arguments.iterator(); rest.hasNext(); ) {
            var argument = rest.next();
            if (argument.equals("--system") && rest.hasNext()) {
                system = Optional.of(rest.next());
            } else if (argument.startsWith("--system=")) {
                system = Optional.of(argument.substring("--system=".length()));
            } else if (argument.matches("--(myotome|spring|logging)\\.[^=]+=.*")) {
                properties.add(argument);
            } else if (argument.startsWith("--")) {
                throw new IllegalArgumentException("Unknown, or without a value: " + argument);
            } else {
                files.add(readable(argument));
            }
        }
        if (files.isEmpty()) {
            throw new IllegalArgumentException("No file was named.");
        }
        if (system.filter(url -> url.startsWith(Guide.BASE + "/")).isPresent()) {
            throw new IllegalArgumentException(
                    "Code systems below " + Guide.BASE + " are Myotome's own and change with it.");
        }
        return new UploadOptions(
                system.filter(url -> url.matches("[A-Za-z][A-Za-z0-9+.-]*:\\S+"))
                        .orElseThrow(() -> new IllegalArgumentException(
                                "--system is the url of the code system, such as " + LOINC)),
                files,
                properties);
    }

    private static Path readable(String name) {
        var file = Path.of(name);
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new IllegalArgumentException("No file that can be read: " + file);
        }
        return file;
    }
}
