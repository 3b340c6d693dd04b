package org.myotome.pages;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.MetadataResource;
import org.myotome.guide.Guide;
import org.myotome.pages.Documents.Document;

/** The documents as pages. A link from one to another, or to an artefact, leads to its page. */
final class DocumentPages implements PageSource {

    private static final Pattern FILE = Pattern.compile("([^/#]+)\\.(md|json)(#.*)?$");

    private static final Pattern EXAMPLE = Pattern.compile("examples/(\\w+)/([^/]+)\\.json$");

    private static final Set<String> IN_NAVIGATION = Set.of("first-exam", "first-condition", "changes");

    private final Documents documents;
    private final Examples examples;
    private final Layout layout;
    private final MarkdownText markdown = new MarkdownText();
    private final Set<String> artefacts;

    DocumentPages(Guide guide, Documents documents, Examples examples, Layout layout) {
        this.documents = documents;
        this.examples = examples;
        this.layout = layout;
        this.artefacts =
                guide.all(MetadataResource.class).stream().map(Addresses::stem).collect(Collectors.toSet());
    }

    @Override
    public Map<String, Supplier<Page>> pages() {
        Map<String, Supplier<Page>> pages = new HashMap<>();
        documents.all().forEach(document -> pages.put(document.stem() + ".html", () -> page(document)));
        return pages;
    }

    private Page page(Document document) {
        String section = section(document);
        return layout.page(document.title(), section, markdown.html(document.markdown(), this::address));
    }

    private static String section(Document document) {
        if (IN_NAVIGATION.contains(document.stem())) {
            return document.stem() + ".html";
        }
        return document.folder().isEmpty() ? "index.html" : "operations.html";
    }

    /** Where a link of a document leads within the guide; empty if the guide does not have that file. */
    private String address(String destination) {
        if (destination.startsWith("#") || destination.matches("https?:.*")) {
            return destination;
        }
        Matcher example = EXAMPLE.matcher(destination);
        if (example.find()) {
            return examples.find(example.group(1), example.group(2))
                    .map(found -> found.file() + ".html")
                    .orElse("");
        }
        Matcher file = FILE.matcher(destination);
        return file.find() ? address(file) : "";
    }

    private String address(Matcher file) {
        String stem = file.group(1);
        String fragment = file.group(3) == null ? "" : file.group(3);
        boolean known = file.group(2).equals("json")
                ? artefacts.contains(stem)
                : documents.find(stem).isPresent();
        return known ? stem + ".html" + fragment : "";
    }
}
