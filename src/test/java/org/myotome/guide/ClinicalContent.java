package org.myotome.guide;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
    private final Markdown page = new Markdown();

    private ClinicalContent(Seed seed) {
        this.seed = seed;
    }

    static String write(Seed seed) {
        ClinicalContent content = new ClinicalContent(seed);
        content.page.line(ClinicalContentWords.HEAD);
        content.contents();
        for (int i = 0; i < seed.sections().size(); i++) {
            content.section(i + 1, seed.sections().get(i));
        }
        new CodeTables(content.page, content.foreign, content.sources).write(seed);
        content.licences();
        content.sources();
        return content.page.toString();
    }

    private void contents() {
        page.line("Contents: "
                + Stream.concat(
                                IntStream.range(0, seed.sections().size())
                                        .mapToObj(i -> (i + 1) + ". "
                                                + seed.sections().get(i).title()),
                                ClinicalContentWords.CODE_SECTIONS.stream())
                        .map(title -> "[" + title + "](#" + anchor(title) + ")")
                        .collect(Collectors.joining(" · ")));
        page.line("");
    }

    /** As GitHub makes it of a heading. */
    private static String anchor(String title) {
        return title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 -]", "").replace(' ', '-');
    }

    private void section(int number, Section section) {
        page.line("## " + number + ". " + section.title());
        page.line("");
        page.line(section.about());
        if (!section.where().isEmpty()) {
            page.line("");
            page.line("Where: " + links(section.where()) + ".");
        }
        page.line("");
        page.table(List.of("#", "Statement", "Origin", "Codes", "Where"));
        for (int i = 0; i < section.statements().size(); i++) {
            Statement statement = section.statements().get(i);
            page.row(
                    number + "." + (i + 1),
                    statement.says() + (statement.note().isEmpty() ? "" : " *" + statement.note() + "*"),
                    statement.origin(),
                    codes(statement),
                    statement.where().isEmpty() ? "as above" : links(statement.where()));
        }
        page.line("");
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
        page.line("**" + system.getTitle() + "** (" + link("CodeSystem-" + id, id) + ")");
        page.line("");
        List<String> head = new ArrayList<>(List.of("Code", causes ? "Name" : "Meaning"));
        head.addAll(properties);
        systems.forEach(other -> head.add(ForeignCodes.SYSTEMS.get(other)));
        head.add("Sources");
        page.table(head);
        for (ConceptDefinitionComponent concept : system.getConcept()) {
            List<String> cells = new ArrayList<>();
            cells.add("`" + concept.getCode() + "`");
            cells.add(causes ? concept.getDisplay() : concept.getDisplay() + ": " + concept.getDefinition());
            properties.forEach(property -> cells.add(String.join(", ", Terms.values(concept, property))));
            systems.forEach(other -> cells.add(foreign.targets(id, concept.getCode(), other)));
            cells.add(sources.cite(SourceList.of(system, concept)));
            page.row(cells.toArray(String[]::new));
        }
        page.line("");
    }

    private void licences() {
        page.line("## Licences");
        page.line("");
        page.line("As the artefacts state them in `copyright`; [NOTICE](../NOTICE) has the whole.");
        page.line("");
        ArtefactFiles.artefacts().values().stream()
                .map(artefact -> artefact.path("copyright").asText(""))
                .flatMap(text -> Stream.of(text.split("(?<=\\.) (?=[A-Z])")))
                .filter(sentence -> !sentence.isBlank())
                .distinct()
                .forEach(sentence -> page.line("- " + sentence));
        page.line("");
    }

    private void sources() {
        page.line("## Sources");
        page.line("");
        List<String> all = sources.all();
        for (int i = 0; i < all.size(); i++) {
            page.line((i + 1) + ". " + Markdown.cell(all.get(i)));
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
}
