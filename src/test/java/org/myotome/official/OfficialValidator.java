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

    /** What is not on this machine is behind a proxy that does not answer. */
    private static final List<String> NO_OTHER_NETWORK = List.of(
            "-Dhttp.proxyHost=localhost",
            "-Dhttp.proxyPort=1",
            "-Dhttps.proxyHost=localhost",
            "-Dhttps.proxyPort=1",
            "-Dhttp.nonProxyHosts=localhost|127.*");

    private OfficialValidator() {}

    /** What it says about each of the files, with the package of the guide installed. */
    static Map<Path, List<OfficialIssue>> validate(Path guide, Collection<Path> files) throws Exception {
        return run("own", guide, files, List.of());
    }

    /**
     * The same with a terminology server, as with {@code -tx}.
     *
     * @param guide a folder of profiles, or a package
     */
    static Map<Path, List<OfficialIssue>> validate(Path guide, Collection<Path> files, String terminologyServer)
            throws Exception {
        return run("tx", guide, files, List.of(terminologyServer));
    }

    /** @param name of the run: its files are below {@code target/validator} and stay there */
    private static Map<Path, List<OfficialIssue>> run(
            String name, Path guide, Collection<Path> files, List<String> terminologyServer) throws Exception {
        new CoreDefinitions(FhirContext.forR4Cached()).layDown(HOME.resolve(".fhir/packages"));
        Path list = HOME.resolve(name + "-files");
        Path messages = HOME.resolve(name + "-messages");
        Path log = HOME.resolve(name + "-log");
        Files.write(list, files.stream().map(Path::toString).toList());
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx2g",
                "-XX:TieredStopAtLevel=1",
                "-Duser.home=" + HOME,
                // There it keeps the answers of terminology servers, and would believe those of another run.
                "-Djava.io.tmpdir=" + Files.createTempDirectory(HOME, name)));
        command.addAll(NO_OTHER_NETWORK);
        command.addAll(List.of(
                "-cp",
                Files.readString(CLASS_PATH),
                PROGRAM.toString(),
                guide.toString(),
                list.toString(),
                messages.toString()));
        command.addAll(terminologyServer);
        Process validator = new ProcessBuilder(command)
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
