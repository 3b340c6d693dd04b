package org.myotome.validation.acceptor;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hl7.fhir.r5.model.StructureDefinition;

/** The rules of each definition, compiled when they are first asked for. */
final class Library {

    private static final String BASE = "http://hl7.org/fhir/StructureDefinition/";

    private final Definitions definitions;
    private final RulesCompiler compiler;
    private final Map<String, Rules> byUrl = new ConcurrentHashMap<>();
    private final Map<String, Rules> byType = new ConcurrentHashMap<>();

    Library(Definitions definitions, Codes codes) {
        this.definitions = definitions;
        this.compiler = new RulesCompiler(definitions, codes);
    }

    /** The rules of a base type, by its name. */
    Rules ofType(String type) {
        Rules known = byType.get(type);
        return known == null ? byType.computeIfAbsent(type, any -> rules(BASE + type)) : known;
    }

    /**
     * @param url without a version
     * @throws Uncertain if there is no such definition
     */
    Rules rules(String url) {
        Rules known = byUrl.get(url);
        if (known == null) {
            StructureDefinition definition =
                    definitions.find(url).orElseThrow(() -> new Uncertain("definition is not known"));
            // Twice is as good as once; but the parser of expressions is one.
            synchronized (compiler) {
                known = compiler.compile(definition);
            }
            byUrl.put(definition.getUrl(), known);
        }
        return known;
    }
}
