package org.myotome.validation.acceptor;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.hl7.fhir.r5.model.StructureDefinition;
import org.hl7.fhir.r5.model.StructureDefinition.ExtensionContextType;

/** Simple extensions by their definitions: a value, no parts, no modifier, in a place that the definition names. */
final class Extensions {

    private final Definitions definitions;
    private final Library library;

    /** Where each known extension may stand: the names of types. */
    private final Map<String, Set<String>> contexts = new ConcurrentHashMap<>();

    Extensions(Definitions definitions, Library library) {
        this.definitions = definitions;
        this.library = library;
    }

    /** @throws Uncertain unless the extension is known and may stand in an element of this type */
    Rules rules(Item extension, Item parent) {
        Uncertain.unless(
                extension.child("extension") == null && extension.child("value") != null, "extension with parts");
        String url = String.valueOf(extension.text("url"));
        Set<String> known = contexts.get(url);
        if (known == null) {
            known = contexts(url);
            contexts.put(url, known);
        }
        Uncertain.unless(known.contains("Element") || known.contains(parent.type()), "extension in another place");
        return library.rules(url);
    }

    private Set<String> contexts(String url) {
        StructureDefinition definition = Optional.of(url)
                .filter(any -> Primitives.isAbsolute(url) && !url.contains("|"))
                .flatMap(definitions::find)
                .filter(found -> found.getUrl().equals(url) && found.getType().equals("Extension"))
                .orElseThrow(() -> new Uncertain("extension is not known"));
        boolean simple = !definition.getAbstract()
                && !definition.hasContextInvariant()
                && definition.getExtension().stream()
                        .noneMatch(extension -> extension.getUrl().contains("version-specific"))
                && !definition.getSnapshot().getElementFirstRep().getIsModifier();
        Uncertain.unless(simple, "extension that is not simple");
        return definition.getContext().stream()
                .filter(context -> context.getType() == ExtensionContextType.ELEMENT && !context.hasExtension())
                .map(StructureDefinition.StructureDefinitionContextComponent::getExpression)
                .collect(Collectors.toSet());
    }
}
