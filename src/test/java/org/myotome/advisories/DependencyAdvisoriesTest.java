package org.myotome.advisories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/**
 * The libraries against an export of advisories: {@code -Dmyotome.advisories=FILE|DIRECTORY}, a zip or a tree of OSV files, or
 * else those that docs/security-dependencies.md tells of.
 */
class DependencyAdvisoriesTest {

    private static final Path REPORT = Path.of("docs/security-dependencies.md");
    private static final Path REPORTED = Path.of("src/test/resources/advisories.json");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<Library> libraries = Library.onClassPath();

    @Test
    void everySevereAdvisoryOfALibraryIsJudged() throws IOException {
        List<String> judged = ids("still-there");
        List<String> open = severe(Path.of(System.getProperty("myotome.advisories", REPORTED.toString())))
                .filter(finding -> judged.stream().noneMatch(finding::startsWith))
                .toList();
        assertThat(open)
                .as("affect a library: take another version, or judge it in " + REPORT)
                .isEmpty();
    }

    @Test
    void theReportTellsOfNoneThatIsGone() throws IOException {
        assertThat(severe(REPORTED).map(finding -> finding.substring(0, finding.indexOf(' '))))
                .as("the table of what still affects a library")
                .hasSameElementsAs(ids("still-there"));
    }

    @Test
    void theReportNamesTheVersionsOfTheBuild() throws IOException {
        Matcher row =
                Pattern.compile("(?m)^\\| `([^`]+)` \\| [^|]+ \\| ([^ |]+) \\|").matcher(section("versions"));
        int rows = 0;
        for (; row.find(); rows++) {
            String name = row.group(1);
            assertThat(libraries.stream().filter(library -> library.isCalled(name)))
                    .as(name)
                    .extracting(Library::version)
                    .containsExactly(row.group(2));
        }
        assertThat(rows).isPositive();
    }

    private Stream<String> severe(Path export) throws IOException {
        return read(export).stream()
                .map(Advisory::new)
                .filter(Advisory::isSevere)
                .flatMap(advisory -> advisory.affected(libraries)
                        .map(library -> advisory.id() + " " + library.place() + library.version()));
    }

    private static List<JsonNode> read(Path export) throws IOException {
        List<JsonNode> all = new ArrayList<>();
        if (Files.isDirectory(export)) {
            try (Stream<Path> files = Files.walk(export)) {
                for (Path file :
                        files.filter(file -> file.toString().endsWith(".json")).toList()) {
                    add(JSON.readTree(file.toFile()), all);
                }
            }
        } else if (export.toString().endsWith(".zip")) {
            try (InputStream file = Files.newInputStream(export);
                    ZipInputStream zip = new ZipInputStream(file)) {
                for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                    add(JSON.readTree(zip.readAllBytes()), all);
                }
            }
        } else {
            add(JSON.readTree(export.toFile()), all);
        }
        assertThat(all).as("advisories in " + export).isNotEmpty();
        return all;
    }

    private static void add(JsonNode read, List<JsonNode> all) {
        if (read.isArray()) {
            read.forEach(all::add);
        } else {
            all.add(read);
        }
    }

    private static List<String> ids(String section) throws IOException {
        return Pattern.compile("(?m)^\\| ((?:GHSA|CVE)-[\\w-]+)")
                .matcher(section(section))
                .results()
                .map(row -> row.group(1))
                .toList();
    }

    /** Between its anchor and the next one. */
    private static String section(String name) throws IOException {
        String report = Files.readString(REPORT);
        int start = report.indexOf("<a id=\"" + name + "\">");
        assertThat(start).as("section " + name).isNotNegative();
        int end = report.indexOf("<a id=", start + 1);
        return report.substring(start, end < 0 ? report.length() : end);
    }
}
