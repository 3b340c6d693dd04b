package org.myotome.guide;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.myotome.guide.Seed.Section;
import org.myotome.guide.Seed.Statement;

/** Writes {@code docs/clinical-content.md} from the statements of the seed and the artefacts in which they live. */
final class ClinicalContent {

    /** Longer lists of codes are in the table below the statements. */
    private static final int SHORT = 12;

    private final Seed seed;
    private final ForeignCodes foreign = new ForeignCodes();
    private final SourceList sources = new SourceList();
    private final StringBuilder page = new StringBuilder();

    private ClinicalContent(Seed seed) {
        this.seed = seed;
    }

    static String write(Seed seed) {
        ClinicalContent content = new ClinicalContent(seed);
        content.page.append(ClinicalContentWords.HEAD);
        for (int i = 0; i < seed.sections().size(); i++) {
            content.section(i + 1, seed.sections().get(i));
        }
        content.foreignCodes();
        content.unused();
        content.licences();
        content.sources();
        return content.page.toString();
    }

    private void section(int number, Section section) {
        line("## " + number + ". " + section.title());
        line("");
        line(section.about());
        if (!section.where().isEmpty()) {
            line("");
            line("Where: " + links(section.where()) + ".");
        }
        line("");
        table(List.of("#", "Statement", "Origin", "Codes", "Where"));
        for (int i = 0; i < section.statements().size(); i++) {
            Statement statement = section.statements().get(i);
            row(
                    number + "." + (i + 1),
                    statement.says() + (statement.note().isEmpty() ? "" : " *" + statement.note() + "*"),
                    statement.origin(),
                    codes(statement),
                    statement.where().isEmpty() ? "as above" : links(statement.where()));
        }
        line("");
        section.tables().forEach(this::concepts);
    }

    private String codes(Statement statement) {
        Stream<String> own = statement.concepts().keySet().stream().sorted().map(system -> {
            List<String> codes = statement.codes(system);
            String which = codes.size() > SHORT && statement.isAll(system)
                    ? "all " + codes.size()
                    : codes.stream().map(code -> "`" + code + "`").collect(Collectors.joining(", "));
            return system + ": " + which;
        });
        Stream<String> others = statement.codes().stream().map(set -> "the codes of " + link("ValueSet-" + set, set));
        return Stream.concat(own, others).collect(Collectors.joining("<br>"));
    }

    private void concepts(String id) {
        CodeSystem system = Terms.read(CodeSystem.class, id);
        boolean causes = id.equals("cause-of-weakness");
        List<String> properties = Stream.of(
                        "origin", "group", "lesion-level", "reversible", "treatment-type", "level", "root")
                .filter(property -> system.getConcept().stream()
                        .anyMatch(concept -> !Terms.values(concept, property).isEmpty()))
                .toList();
        List<String> systems = ForeignCodes.SYSTEMS.keySet().stream()
                .filter(other -> foreign.hasTargets(id, other))
                .toList();
        line("**" + system.getTitle() + "** (" + link("CodeSystem-" + id, id) + ")");
        line("");
        List<String> head = new ArrayList<>(List.of("Code", causes ? "Name" : "Meaning"));
        head.addAll(properties);
        systems.forEach(other -> head.add(ForeignCodes.SYSTEMS.get(other)));
        head.add("Sources");
        table(head);
        for (ConceptDefinitionComponent concept : system.getConcept()) {
            List<String> cells = new ArrayList<>();
            cells.add("`" + concept.getCode() + "`");
            cells.add(causes ? concept.getDisplay() : concept.getDisplay() + ": " + concept.getDefinition());
            properties.forEach(property -> cells.add(String.join(", ", Terms.values(concept, property))));
            systems.forEach(other -> cells.add(foreign.targets(id, concept.getCode(), other)));
            cells.add(sources.cite(SourceList.of(system, concept)));
            row(cells.toArray(String[]::new));
        }
        line("");
    }

    private void foreignCodes() {
        line(ClinicalContentWords.FOREIGN);
        ForeignCodes.SYSTEMS.forEach((system, name) -> {
            line("### " + name);
            line("");
            line("`" + system + "`");
            line("");
            table(List.of("Code", "Name", "Stands for, or is listed in", "Confidence", "Sources"));
            foreign.in(system).forEach(key -> {
                List<CodeList.Row> rows = foreign.rows(key);
                row(
                        "`" + key.code() + "`",
                        rows.get(0).display().replaceFirst(" \\[openEHR .*]$", ""),
                        foreign.standsFor(key),
                        rows.get(0).confidence(),
                        sources.cite(rows.stream()
                                .flatMap(row -> SourceList.of(row).stream())
                                .toList()));
            });
            line("");
        });
    }

    private void unused() {
        line(ClinicalContentWords.UNUSED);
        table(List.of("Use in the research", "Codes", "Reason"));
        seed.unused()
                .forEach(unused -> row(
                        unused.use(),
                        unused.codes().isEmpty() ? "all" : String.join(", ", unused.codes()),
                        unused.reason()));
        line("");
    }

    private void licences() {
        line("## Licences");
        line("");
        line("As the artefacts state them in `copyright`; [NOTICE](../NOTICE) has the whole.");
        line("");
        ArtefactFiles.artefacts().values().stream()
                .map(artefact -> artefact.path("copyright").asText(""))
                .flatMap(text -> Stream.of(text.split("(?<=\\.) (?=[A-Z])")))
                .filter(sentence -> !sentence.isBlank())
                .distinct()
                .forEach(sentence -> line("- " + sentence));
        line("");
    }

    private void sources() {
        line("## Sources");
        line("");
        List<String> all = sources.all();
        for (int i = 0; i < all.size(); i++) {
            line((i + 1) + ". " + cell(all.get(i)));
        }
    }

    private String links(List<String> files) {
        return files.stream()
                .map(file -> link(file, file.replaceFirst("-", " ")))
                .collect(Collectors.joining(", "));
    }

    private static String link(String name, String text) {
        return "[" + text + "](../" + file(name) + ")";
    }

    /** The file of an artefact, relative to the repository. */
    static Path file(String name) {
        Path term = ArtefactFiles.TERMINOLOGY.resolve(name + ".json");
        return Files.exists(term) ? term : ArtefactFiles.PROFILES.resolve(name + ".json");
    }

    private void table(List<String> head) {
        row(head.toArray(String[]::new));
        line("|" + "---|".repeat(head.size()));
    }

    private void row(String... cells) {
        line(Stream.of(cells).map(ClinicalContent::cell).collect(Collectors.joining(" | ", "| ", " |")));
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("\n", " ");
    }

    private void line(String text) {
        page.append(text).append('\n');
    }
}
