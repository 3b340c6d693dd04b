package org.myotome.terminology;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.RuntimeSearchParam;
import ca.uhn.fhir.fhirpath.IFhirPath;
import ca.uhn.fhir.rest.api.QualifiedParamList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.r4.model.MetadataResource;
import org.myotome.RequestProblem;
import org.springframework.util.function.SingletonSupplier;

/**
 * Search among a fixed list of artefacts of one type, by the parameters that R4 defines for it. The values behind a
 * parameter are worked out once, at its first use. A parameter or modifier that is not understood is an error.
 */
final class ConformanceSearch {

    /** Parameters that shape the answer, not its content; HAPI or the provider deals with them. */
    private static final Set<String> SHAPE =
            Set.of("_format", "_pretty", "_summary", "_elements", "_count", "_offset", "_total");

    private final FhirContext fhir;
    private final String type;
    private final List<? extends MetadataResource> artefacts;
    private final Supplier<IFhirPath> fhirPath;
    private final Map<String, RuntimeSearchParam> parameters = new TreeMap<>();
    private final Map<String, List<List<IBase>>> values = new ConcurrentHashMap<>();

    ConformanceSearch(FhirContext fhir, String type, List<? extends MetadataResource> artefacts) {
        this.fhir = fhir;
        this.type = type;
        this.artefacts = artefacts;
        this.fhirPath = SingletonSupplier.of(fhir::newFhirPath);
        fhir.getResourceDefinition(type).getSearchParams().forEach(known -> parameters.put(known.getName(), known));
    }

    /** The artefacts that fit every criterion, in their own order. */
    List<? extends MetadataResource> find(Map<String, String[]> query) {
        var criteria = query.entrySet().stream()
                .filter(sent -> !SHAPE.contains(sent.getKey()))
                .flatMap(sent -> Arrays.stream(sent.getValue()).map(text -> criterion(sent.getKey(), text)))
                .toList();
        return IntStream.range(0, artefacts.size())
                .filter(index -> criteria.stream().allMatch(criterion -> criterion.test(index)))
                .mapToObj(artefacts::get)
                .toList();
    }

    private Predicate<Integer> criterion(String name, String text) {
        var parts = name.split(":", 2);
        var modifier = parts.length == 2 ? parts[1] : "";
        var parameter = parameters.get(parts[0]);
        if (parameter == null) {
            throw unknown(parts[0]);
        }
        if (text.isBlank()) {
            throw RequestProblem.invalid(
                    "Search parameter \"" + name + "\" has no value. Give it one, or leave it out.");
        }
        var all = values.computeIfAbsent(parts[0], any -> evaluate(parameter));
        if (modifier.equals("missing")) {
            var missing = missing(name, text);
            return index -> all.get(index).isEmpty() == missing;
        }
        requireModifier(parameter, modifier);
        var alternatives = QualifiedParamList.splitQueryStringByCommasIgnoreEscape(null, text);
        var wanted = !modifier.equals("not");
        return index -> alternatives.stream()
                        .anyMatch(alternative -> all.get(index).stream()
                                .anyMatch(value ->
                                        ConformanceMatch.fits(parameter.getParamType(), modifier, alternative, value)))
                == wanted;
    }

    /** HAPI's FHIRPath engine is not said to be safe for threads. */
    private List<List<IBase>> evaluate(RuntimeSearchParam parameter) {
        synchronized (fhirPath) {
            return artefacts.stream()
                    .map(artefact -> fhirPath.get().evaluate(artefact, parameter.getPath(), IBase.class))
                    .toList();
        }
    }

    private static boolean missing(String name, String text) {
        if (!Set.of("true", "false").contains(text)) {
            throw RequestProblem.invalid("Search parameter \"" + name + "\" must be true or false.");
        }
        return Boolean.parseBoolean(text);
    }

    private static void requireModifier(RuntimeSearchParam parameter, String modifier) {
        var known = ConformanceMatch.modifiers(parameter.getParamType());
        if (!modifier.isEmpty() && !known.contains(modifier)) {
            throw RequestProblem.notSupported("Modifier \":" + modifier + "\" is not supported on search parameter \""
                    + parameter.getName() + "\" of type "
                    + parameter.getParamType().getCode()
                    + ". Supported are: "
                    + Stream.concat(known.stream(), Stream.of("missing"))
                            .sorted()
                            .map(":"::concat)
                            .toList() + ".");
        }
    }

    /** The words that HAPI JPA uses for every other resource type. */
    private RuntimeException unknown(String name) {
        return RequestProblem.notSupported(fhir.getLocalizer()
                .getMessage(
                        "ca.uhn.fhir.jpa.dao.BaseStorageDao.invalidSearchParameter", name, type, parameters.keySet()));
    }
}
