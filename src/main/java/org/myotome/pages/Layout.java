package org.myotome.pages;

import java.util.List;

/** What all pages share: head, navigation and foot. */
final class Layout {

    private static final List<Link> SECTIONS = List.of(
            new Link("Overview", "index.html"),
            new Link("First exam", "first-exam.html"),
            new Link("First Condition", "first-condition.html"),
            new Link("Profiles", "profiles.html"),
            new Link("Value sets", "value-sets.html"),
            new Link("Code systems", "code-systems.html"),
            new Link("Mappings", "mappings.html"),
            new Link("Search", "search.html"),
            new Link("Operations", "operations.html"),
            new Link("Rules", "CodeSystem-validation-rule.html"),
            new Link("Examples", "examples.html"),
            new Link("Downloads", "downloads.html"),
            new Link("Changes", "changes.html"),
            new Link("Licences", "licences.html"));

    private final Templates templates;
    private final String version;

    Layout(Templates templates, String version) {
        this.templates = templates;
        this.version = version;
    }

    /**
     * @param section the page of the navigation that this one is, or belongs to; empty if it belongs to none
     * @param template filled with the view, it is the content of the page
     */
    Page page(String title, String section, String template, Object view) {
        return page(title, section, templates.fill(template, view));
    }

    /** @param body HTML, which begins with a heading of the first level */
    Page page(String title, String section, String body) {
        List<Section> sections = SECTIONS.stream()
                .map(link -> new Section(link.text(), link.href(), link.href().equals(section)))
                .toList();
        return Page.of(Page.HTML, templates.fill("layout", new Whole(title, version, sections, body)));
    }

    Page notFound(String name) {
        return page(
                "Not found", "", "problem", new Problem("There is no such page", name, "is not a page of this guide."));
    }

    Page notAllowed(String method) {
        return page(
                "Not allowed",
                "",
                "problem",
                new Problem("Not allowed", method, "changes nothing here: pages are read with GET."));
    }

    private record Section(String text, String href, boolean current) {}

    private record Whole(String title, String version, List<Section> sections, String body) {}

    private record Problem(String heading, String sent, String words) {}
}
