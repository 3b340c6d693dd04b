package org.myotome.official;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.hl7.fhir.utilities.npm.NpmPackage;
import org.myotome.guide.FhirPackage;
import org.myotome.official.Corpus.Mutant;

/**
 * What HL7's validator said about everything, in one run.
 *
 * @param artefacts the resources of the package, by the name of their file
 * @param examples by their path below {@code profiles/examples}, such as {@code valid/sum-score-48.json}
 */
record OfficialRun(
        Map<String, List<OfficialIssue>> artefacts,
        Map<Path, List<OfficialIssue>> examples,
        Map<Mutant, List<OfficialIssue>> mutants) {

    private static OfficialRun shared;

    /** The run that all tests share. */
    static synchronized OfficialRun shared() throws Exception {
        if (shared == null) {
            shared = run(Path.of("target", "validator"));
        }
        return shared;
    }

    private static OfficialRun run(Path folder) throws Exception {
        NpmPackage guide = NpmPackage.fromPackage(new ByteArrayInputStream(FhirPackage.read()));
        Map<String, Path> artefacts = new TreeMap<>();
        for (String name : guide.list("package")) {
            artefacts.put(
                    name,
                    write(
                            folder.resolve("artefacts"),
                            name,
                            guide.load("package", name).readAllBytes()));
        }
        List<Path> examples = Stream.of("valid", "exams", "gate", "invalid")
                .flatMap(kind -> Corpus.examples(kind).stream())
                .toList();
        Map<Mutant, Path> mutants = new LinkedHashMap<>();
        for (Mutant mutant : Corpus.mutants()) {
            mutants.put(
                    mutant,
                    write(
                            folder.resolve("mutants"),
                            mutant.name() + ".json",
                            mutant.json().getBytes(StandardCharsets.UTF_8)));
        }
        List<Path> files = new ArrayList<>(artefacts.values());
        files.addAll(examples);
        files.addAll(mutants.values());
        Path tgz = Path.of("target", FhirPackage.NAME + "-" + guide.version() + ".tgz");
        Map<Path, List<OfficialIssue>> found = OfficialValidator.validate(tgz, files);
        return new OfficialRun(of(artefacts, found), of(named(examples), found), of(mutants, found));
    }

    private static Map<Path, Path> named(List<Path> examples) {
        Map<Path, Path> named = new TreeMap<>();
        examples.forEach(file -> named.put(Path.of("profiles", "examples").relativize(file), file));
        return named;
    }

    private static <T> Map<T, List<OfficialIssue>> of(Map<T, Path> files, Map<Path, List<OfficialIssue>> found) {
        Map<T, List<OfficialIssue>> issues = new LinkedHashMap<>();
        files.forEach((key, file) -> issues.put(key, found.get(file)));
        return issues;
    }

    private static Path write(Path folder, String name, byte[] content) throws IOException {
        return Files.write(Files.createDirectories(folder).resolve(name), content);
    }
}
