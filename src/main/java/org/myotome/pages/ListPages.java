package org.myotome.pages;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.OperationDefinition;
import org.hl7.fhir.r4.model.Questionnaire;
import org.hl7.fhir.r4.model.SearchParameter;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.hl7.fhir.r4.model.ValueSet;
import org.myotome.guide.Guide;

/** The overview, and the lists that the navigation leads to. */
final class ListPages implements PageSource {

    private final Guide guide;
    private final Layout layout;
    private final Examples examples;
    private final Documents documents;
    private final Notice notice;
    private final MarkdownText markdown = new MarkdownText();

    ListPages(Guide guide, Layout layout, Examples examples, Documents documents, Notice notice) {
        this.guide = guide;
        this.layout = layout;
        this.examples = examples;
        this.documents = documents;
        this.notice = notice;
    }

    @Override
    public Map<String, Supplier<Page>> pages() {
        Map<String, Supplier<Page>> pages = new HashMap<>();
        add(pages, "index", "Overview", "overview", this::overview);
        add(pages, "profiles", "Profiles", "profiles", this::profiles);
        add(pages, "value-sets", "Value sets", "list", () -> list("Value sets", ValueSet.class));
        add(pages, "code-systems", "Code systems", "list", () -> list("Code systems", CodeSystem.class));
        add(pages, "mappings", "Mappings", "list", () -> list("Mappings", ConceptMap.class));
        add(pages, "search", "Search parameters", "list", () -> list("Search parameters", SearchParameter.class));
        add(pages, "operations", "Operations", "operations", this::operations);
        add(pages, "examples", "Examples", "examples", this::examples);
        add(pages, "downloads", "Downloads", "downloads", this::downloads);
        add(pages, "licences", "Licences and credits", "licences", this::licences);
        return pages;
    }

    private void add(Map<String, Supplier<Page>> pages, String stem, String title, String template, Supplier<?> view) {
        String name = stem + ".html";
        pages.put(name, () -> layout.page(title, name, template, view.get()));
    }

    private Overview overview() {
        return new Overview(
                rows(StructureDefinition.class).stream()
                        .filter(row -> !row.parentOnly())
                        .toList(),
                guide.all(StructureDefinition.class).size(),
                guide.all(ValueSet.class).size(),
                guide.all(CodeSystem.class).size(),
                guide.all(ConceptMap.class).size(),
                examples.all().size(),
                documents.all().stream()
                        .filter(document -> document.folder().isEmpty())
                        .map(Documents.Document::link)
                        .toList());
    }

    private Profiles profiles() {
        List<Row> all = rows(StructureDefinition.class);
        return new Profiles(
                all.stream().filter(row -> !row.parentOnly()).toList(),
                all.stream().filter(Row::parentOnly).toList(),
                rows(Questionnaire.class));
    }

    private Artefacts list(String heading, Class<? extends MetadataResource> type) {
        return new Artefacts(heading, rows(type));
    }

    private Operations operations() {
        return new Operations(
                rows(OperationDefinition.class),
                documents.operations().stream().map(Documents.Document::link).toList());
    }

    private ExampleLists examples() {
        return new ExampleLists(
                examples.rows(example -> example.folder().equals("valid")),
                examples.rows(example -> example.folder().equals("exams")),
                examples.rows(example -> example.folder().equals("invalid")),
                examples.rows(example -> example.folder().equals("gate")));
    }

    private Downloads downloads() {
        return new Downloads(Stream.of(
                        StructureDefinition.class,
                        ValueSet.class,
                        CodeSystem.class,
                        ConceptMap.class,
                        SearchParameter.class,
                        OperationDefinition.class,
                        Questionnaire.class)
                .flatMap(type -> rows(type).stream())
                .toList());
    }

    private Licences licences() {
        return new Licences(
                notice.parts(),
                guide.all(MetadataResource.class).stream()
                        .filter(artefact -> !Heading.text(artefact, "copyright").isEmpty())
                        .map(artefact -> new Copyright(link(artefact), Heading.text(artefact, "copyright")))
                        .toList());
    }

    private List<Row> rows(Class<? extends MetadataResource> type) {
        return guide.all(type).stream()
                .map(artefact -> new Row(
                        link(artefact),
                        Addresses.stem(artefact),
                        markdown.html(Heading.text(artefact, "description")),
                        artefact instanceof StructureDefinition profile ? profile.getType() : artefact.fhirType(),
                        artefact instanceof StructureDefinition profile && profile.getAbstract()))
                .toList();
    }

    private static Link link(MetadataResource artefact) {
        return new Link(Addresses.title(artefact), Addresses.stem(artefact) + ".html");
    }

    /** An artefact in a list; its description is HTML. */
    record Row(Link page, String stem, String description, String type, boolean parentOnly) {}

    record Overview(
            List<Row> profiles,
            int profileCount,
            int valueSets,
            int codeSystems,
            int mappings,
            int exampleCount,
            List<Link> documents) {}

    record Profiles(List<Row> profiles, List<Row> parents, List<Row> questionnaires) {}

    record Artefacts(String heading, List<Row> rows) {}

    record Operations(List<Row> operations, List<Link> documents) {}

    record ExampleLists(
            List<Examples.Row> valid, List<Examples.Row> exams, List<Examples.Row> invalid, List<Examples.Row> gate) {}

    record Downloads(List<Row> rows) {}

    record Licences(List<Notice.Part> parts, List<Copyright> copyrights) {}

    /** What an artefact says of the terms of its content. */
    record Copyright(Link artefact, String words) {}
}
