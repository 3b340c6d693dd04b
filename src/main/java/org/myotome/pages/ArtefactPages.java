package org.myotome.pages;

import ca.uhn.fhir.context.FhirContext;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.OperationDefinition;
import org.hl7.fhir.r4.model.Questionnaire;
import org.hl7.fhir.r4.model.SearchParameter;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.hl7.fhir.r4.model.ValueSet;
import org.myotome.guide.Guide;

/** A page for each artefact, and the artefact as JSON and XML, profiles with their snapshots. */
final class ArtefactPages implements PageSource {

    private final Guide guide;
    private final FhirContext fhir;
    private final Layout layout;
    private final ProfilePage profiles;
    private final ValueSetPage valueSets;
    private final CodeSystemPage codeSystems;
    private final ConceptMapPage conceptMaps;
    private final OtherPages others;
    private final Documents documents;

    ArtefactPages(
            Guide guide,
            FhirContext fhir,
            Layout layout,
            Examples examples,
            ValidationRules rules,
            Documents documents) {
        this.guide = guide;
        this.fhir = fhir;
        this.layout = layout;
        this.documents = documents;
        Addresses addresses = new Addresses(guide);
        MarkdownText markdown = new MarkdownText();
        ValueWords values = new ValueWords(fhir);
        profiles = new ProfilePage(guide, addresses, markdown, values, rules, examples);
        valueSets = new ValueSetPage(guide, addresses, markdown);
        codeSystems = new CodeSystemPage(addresses, markdown, values);
        conceptMaps = new ConceptMapPage(guide, addresses, markdown);
        others = new OtherPages(addresses, markdown);
    }

    @Override
    public Map<String, Supplier<Page>> pages() {
        Map<String, Supplier<Page>> pages = new HashMap<>();
        add(pages, StructureDefinition.class, "profiles.html", "profile", profiles::view);
        add(pages, ValueSet.class, "value-sets.html", "value-set", valueSets::view);
        add(pages, CodeSystem.class, "code-systems.html", "code-system", codeSystems::view);
        add(pages, ConceptMap.class, "mappings.html", "concept-map", conceptMaps::view);
        add(pages, SearchParameter.class, "search.html", "search-parameter", others::view);
        add(pages, Questionnaire.class, "profiles.html", "questionnaire", others::view);
        add(
                pages,
                OperationDefinition.class,
                "operations.html",
                "operation",
                operation -> others.view(operation, documents.of(operation.getCode())));
        return pages;
    }

    private <T extends MetadataResource> void add(
            Map<String, Supplier<Page>> pages,
            Class<T> type,
            String section,
            String template,
            Function<T, Object> view) {
        for (T artefact : guide.all(type)) {
            String stem = Addresses.stem(artefact);
            String title = Addresses.title(artefact);
            // The rules are a code system that has a place of its own in the navigation.
            String place = stem.equals("CodeSystem-validation-rule") ? stem + ".html" : section;
            pages.put(stem + ".html", () -> layout.page(title, place, template, view.apply(artefact)));
            pages.put(stem + ".json", () -> json(artefact));
            pages.put(stem + ".xml", () -> xml(artefact));
        }
    }

    private Page json(MetadataResource artefact) {
        return Page.of(
                "application/fhir+json; charset=utf-8",
                fhir.newJsonParser().setPrettyPrint(true).encodeResourceToString(artefact));
    }

    private Page xml(MetadataResource artefact) {
        return Page.of(
                "application/fhir+xml; charset=utf-8",
                fhir.newXmlParser().setPrettyPrint(true).encodeResourceToString(artefact));
    }
}
