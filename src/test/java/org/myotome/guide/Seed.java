package org.myotome.guide;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeSystem;

/**
 * The statements of the seed, a patient-education page about muscle weakness, in own words, and where each lives:
 * {@code src/test/resources/seed/statements.json}. It follows the domain research, which says what was seen on the page.
 *
 * @param notClinical code systems that hold no statement about weakness, with the reason
 * @param unused verified codes that no artefact uses, with the reason
 */
record Seed(List<Section> sections, Map<String, String> notClinical, List<Unused> unused) {

    static Seed load() {
        try {
            return new ObjectMapper()
                    .readValue(Files.readString(Path.of("src/test/resources/seed/statements.json")), Seed.class);
        } catch (IOException e) {
            throw new UncheckedIOException("The statements of the seed cannot be read", e);
        }
    }

    Stream<Statement> statements() {
        return sections.stream().flatMap(section -> section.statements().stream());
    }

    /** The concepts that a section or the whole seed names, as "code system code". */
    static List<String> concepts(Stream<Statement> statements) {
        return statements
                .flatMap(statement -> statement.concepts().keySet().stream()
                        .flatMap(system -> statement.codes(system).stream().map(code -> system + " " + code)))
                .distinct()
                .toList();
    }

    /**
     * @param where the files that hold each of its statements, unless a statement names others
     * @param tables the code systems to be shown in full after the statements
     */
    record Section(String title, String about, List<String> where, List<String> tables, List<Statement> statements) {

        Section {
            where = Objects.requireNonNullElse(where, List.of());
            tables = Objects.requireNonNullElse(tables, List.of());
        }

        List<String> where(Statement statement) {
            return statement.where().isEmpty() ? where : statement.where();
        }
    }

    /**
     * @param origin {@code seed}: it stands on the page; {@code reconstructed}: it comes from equivalent pages or the
     *     research
     * @param concepts by id of the code system, its codes, separated by spaces; {@code *} for all
     * @param codes value sets of the codes of others that state it
     */
    record Statement(
            String says,
            String origin,
            List<String> where,
            Map<String, String> concepts,
            List<String> codes,
            String note) {

        Statement {
            where = Objects.requireNonNullElse(where, List.of());
            concepts = Objects.requireNonNullElse(concepts, Map.of());
            codes = Objects.requireNonNullElse(codes, List.of());
            note = Objects.requireNonNullElse(note, "");
        }

        boolean isAll(String system) {
            return concepts.getOrDefault(system, "").equals("*");
        }

        List<String> codes(String system) {
            if (isAll(system)) {
                return Terms.codes(Terms.read(CodeSystem.class, system));
            }
            return concepts.containsKey(system)
                    ? Arrays.stream(concepts.get(system).split(" ")).collect(Collectors.toList())
                    : List.of();
        }
    }

    /** @param codes the codes that it is about; none means every unused code of the use */
    record Unused(String use, List<String> codes, String reason) {

        Unused {
            codes = Objects.requireNonNullElse(codes, List.of());
        }

        boolean explains(CodeList.Row row) {
            return row.use().equals(use) && (codes.isEmpty() || codes.contains(row.code()));
        }
    }
}
