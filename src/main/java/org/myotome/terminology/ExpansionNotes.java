package org.myotome.terminology;

import java.util.Map;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.hl7.fhir.r4.model.UriType;
import org.hl7.fhir.r4.model.ValueSet.ValueSetExpansionComponent;

/**
 * Says in an expansion what it was made of, and what is to be thought of that: the parameters {@code used-codesystem},
 * {@code used-valueset} and {@code warning-*} of the HL7 terminology ecosystem.
 */
final class ExpansionNotes {

    private static final String UNCLOSED = "http://hl7.org/fhir/StructureDefinition/valueset-unclosed";
    private static final String UNCLOSED_REASON = "http://hl7.org/fhir/StructureDefinition/valueset-unclosed-reason";

    private ExpansionNotes() {}

    static void add(ValueSetExpansionComponent page, ExpansionSources sources) {
        for (var system : sources.systems()) {
            add(page, "used-codesystem", new UriType(system.canonical()));
            Supplements.of(system.source())
                    .forEach(supplement -> add(page, "used-supplement", new UriType(supplement)));
        }
        for (var imported : sources.imports()) {
            add(page, "used-valueset", new UriType(CodeWords.name(imported)));
        }
        var used = Stream.of(
                        sources.systems().stream().map(TerminologySystem::source),
                        Stream.of(sources.valueSet()),
                        sources.imports().stream())
                .flatMap(artefacts -> artefacts);
        for (var note : StatusNote.of(sources.valueSet(), used)) {
            add(page, "warning-" + note.status(), new UriType(note.canonical()));
        }
        if (sources.versionsMatched()) {
            add(page, "versionsMatch", new BooleanType(true));
        }
        sources.choices().stream()
                .flatMap(choice -> choice.parameter().map(name -> Map.entry(name, choice.canonical())).stream())
                .distinct()
                .forEach(asked -> add(page, asked.getKey(), new UriType(asked.getValue())));
        addFragments(page, sources);
    }

    private static void addFragments(ValueSetExpansionComponent page, ExpansionSources sources) {
        for (var fragment : sources.fragments()) {
            add(page, "used-fragment", new UriType(fragment.canonical()));
            page.addExtension(UNCLOSED, new BooleanType(true));
            page.addExtension(
                    UNCLOSED_REASON,
                    new StringType("This extension is based on a fragment of the code system " + fragment.url()));
        }
    }

    private static void add(ValueSetExpansionComponent page, String name, Type value) {
        page.addParameter().setName(name).setValue(value);
    }
}
