package org.myotome.pages;

import ca.uhn.fhir.context.FhirContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** A page for each example, which says whether the server accepts it and why not, and the example as a file. */
final class ExamplePages implements PageSource {

    private final Examples examples;
    private final ValidationRules rules;
    private final Addresses addresses;
    private final FhirContext fhir;
    private final Layout layout;

    ExamplePages(Examples examples, ValidationRules rules, Addresses addresses, FhirContext fhir, Layout layout) {
        this.examples = examples;
        this.rules = rules;
        this.addresses = addresses;
        this.fhir = fhir;
        this.layout = layout;
    }

    @Override
    public Map<String, Supplier<Page>> pages() {
        Map<String, Supplier<Page>> pages = new HashMap<>();
        for (Example example : examples.all()) {
            String file = example.file();
            pages.put(file + ".html", () -> layout.page(example.title(), "examples.html", "example", view(example)));
            pages.put(file + ".json", () -> Page.of("application/fhir+json; charset=utf-8", example.json()));
            if (example.isAccepted()) {
                pages.put(file + ".xml", () -> xml(example));
            }
        }
        return pages;
    }

    private View view(Example example) {
        String reason = example.reason();
        String code = reason.replaceFirst("\\+.*", "");
        ValidationRules.Rule rule = rules.of(code);
        return new View(
                example.title(),
                example.type(),
                example.file(),
                example.isAccepted(),
                example.folder().equals("exams"),
                example.profiles().stream().map(addresses::of).toList(),
                reason,
                rule.words().isEmpty() ? List.of() : List.of(new Broken(code, rule.words(), rule.reason(), rule.fix())),
                example.json());
    }

    private Page xml(Example example) {
        return Page.of(
                "application/fhir+xml; charset=utf-8",
                fhir.newXmlParser()
                        .setPrettyPrint(true)
                        .encodeResourceToString(fhir.newJsonParser().parseResource(example.json())));
    }

    /** What the template {@code example} shows. */
    record View(
            String title,
            String type,
            String file,
            boolean accepted,
            boolean transaction,
            List<Link> profiles,
            String reason,
            List<Broken> broken,
            String json) {}

    /** The rule that it does not comply with. */
    record Broken(String code, String words, String why, String fix) {}
}
