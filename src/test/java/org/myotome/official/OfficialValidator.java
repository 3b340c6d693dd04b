package org.myotome.official;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.myotome.Answer;

/** Runs HL7's validator once for many files; where it is found, the build has written down. */
final class OfficialValidator {

    private static final Path HOME = Path.of("target", "validator").toAbsolutePath();
    private static final Path CLASS_PATH = HOME.resolve("class-path");
    private static final Path PROGRAM = Path.of("src", "test", "validator", "Validate.java");

    private OfficialValidator() {}

    /** What it says about each of the files, with the package of the guide installed. */
    static Map<Path, List<OfficialIssue>> validate(Path guide, Collection<Path> files) throws Exception {
        new CoreDefinitions(FhirContext.forR4Cached()).layDown(HOME.resolve(".fhir/packages"));
        Path list = HOME.resolve("files");
        Path messages = HOME.resolve("messages");
        Path log = HOME.resolve("log");
        Files.write(list, files.stream().map(Path::toString).toList());
        Process validator = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx2g",
                        "-XX:TieredStopAtLevel=1",
                        "-Duser.home=" + HOME,
                        "-cp",
                        Files.readString(CLASS_PATH),
                        PROGRAM.toString(),
                        guide.toString(),
                        list.toString(),
                        messages.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (validator.waitFor() != 0) {
            throw new AssertionError("The validator did not run:\n" + Files.readString(log));
        }
        return read(messages);
    }

    private static Map<Path, List<OfficialIssue>> read(Path messages) throws IOException {
        Map<Path, List<OfficialIssue>> found = new HashMap<>();
        for (String line : Files.readAllLines(messages)) {
            List<OfficialIssue> issues = new ArrayList<>();
            StreamSupport.stream(Answer.read(line).path("issues").spliterator(), false)
                    .map(OfficialIssue::of)
                    .forEach(issues::add);
            found.put(Path.of(Answer.read(line).path("file").asText()), issues);
        }
        return found;
    }
}
