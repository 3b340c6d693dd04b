package org.myotome.terminology;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.ValueSet;
import org.hl7.fhir.r4.model.ValueSet.ConceptSetComponent;
import org.myotome.RequestProblem;
import org.myotome.guide.GuideException;

/** The members of value sets, those that they import included. Each is worked out once. Safe for threads. */
final class ValueSetMembers {

    private final Terminology terminology;
    private final Set<ValueSet> trusted;
    private final Map<ValueSet, Expansion> known = new ConcurrentHashMap<>();

    /** @param trusted the value sets of the guide, which people have reviewed */
    ValueSetMembers(Terminology terminology, Set<ValueSet> trusted) {
        this.terminology = terminology;
        this.trusted = trusted;
    }

    Set<ValueSet> trusted() {
        return trusted;
    }

    /** @throws GuideException if a value set of the guide cannot be expanded */
    void check(ValueSet valueSet) {
        blaming(valueSet, () -> of(valueSet));
    }

    /** All members. */
    Expansion of(ValueSet valueSet) {
        return of(valueSet, new LinkedHashSet<>());
    }

    /** The member with this code, if it is one. Quick even where the value set has more codes than could be listed. */
    Optional<ExpansionMember> find(ValueSet valueSet, SoughtCode code) {
        var whole = known.get(valueSet);
        return whole != null && code.version() == null
                ? whole.find(code.system(), code.code()).or(() -> inOtherCase(whole, code))
                : only(code, valueSet, new LinkedHashSet<>()).members().findFirst();
    }

    /** The code systems that a value set draws on, those of imported value sets included. */
    Set<String> systems(ValueSet valueSet) {
        var whole = known.get(valueSet);
        return whole != null
                ? whole.systems()
                : places(valueSet).stream()
                        .map(ConceptSetComponent::getSystem)
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Where a value set draws on code systems, those of imported value sets included. */
    List<ConceptSetComponent> places(ValueSet valueSet) {
        List<ConceptSetComponent> places = new ArrayList<>();
        addPlaces(valueSet, new LinkedHashSet<>(), places);
        return places;
    }

    private void addPlaces(ValueSet valueSet, Set<ValueSet> importers, List<ConceptSetComponent> places) {
        if (importers.add(valueSet)) {
            for (var set : valueSet.getCompose().getInclude()) {
                if (set.hasSystem()) {
                    places.add(set);
                }
                set.getValueSet().stream()
                        .flatMap(canonical -> importedIfHeld(valueSet, canonical).stream())
                        .forEach(imported -> addPlaces(imported, importers, places));
            }
        }
    }

    /** Whether a value set names codes of a system one by one wherever it draws on it, and so needs nothing else of it. */
    boolean lists(ValueSet valueSet, String system) {
        return systems(valueSet).contains(system) && lists(valueSet, system, new LinkedHashSet<>());
    }

    /** The systems of which the guide's value sets name codes one by one. */
    Set<String> listedSystems() {
        return trusted.stream()
                .flatMap(valueSet -> valueSet.getCompose().getInclude().stream())
                .filter(ConceptSetComponent::hasConcept)
                .map(ConceptSetComponent::getSystem)
                .collect(Collectors.toUnmodifiableSet());
    }

    private boolean lists(ValueSet valueSet, String system, Set<ValueSet> importers) {
        return !importers.add(valueSet)
                || valueSet.getCompose().getInclude().stream()
                        .allMatch(set -> (!system.equals(set.getSystem()) || set.hasConcept())
                                && set.getValueSet().stream()
                                        .flatMap(canonical -> importedIfHeld(valueSet, canonical).stream())
                                        .allMatch(imported -> lists(imported, system, importers)));
    }

    private Optional<ValueSet> importedIfHeld(ValueSet importer, CanonicalType canonical) {
        try {
            return Optional.of(imported(importer, canonical));
        } catch (ResourceNotFoundException notHeld) {
            return Optional.empty();
        }
    }

    private Optional<ExpansionMember> inOtherCase(Expansion whole, SoughtCode code) {
        return terminology
                .held(terminology.choose(code.system(), null), null)
                .flatMap(system -> system.find(code.code()))
                .flatMap(concept -> whole.find(code.system(), concept.getCode()));
    }

    private Expansion of(ValueSet valueSet, Set<ValueSet> importers) {
        var worked = known.get(valueSet);
        if (worked != null) {
            return worked;
        }
        enter(valueSet, importers);
        var expansion = ExpansionComposer.whole(
                        terminology,
                        (importer, canonical) -> of(imported(importer, canonical), importers),
                        trusted.contains(valueSet))
                .compose(valueSet);
        importers.remove(valueSet);
        // What a client sent to be expanded itself is not kept: it would stay for ever.
        if (terminology.valueSets().holds(valueSet)) {
            known.put(valueSet, expansion);
        }
        return expansion;
    }

    private Expansion only(SoughtCode code, ValueSet valueSet, Set<ValueSet> importers) {
        enter(valueSet, importers);
        var expansion = ExpansionComposer.only(
                        code,
                        terminology,
                        (importer, canonical) -> only(code, imported(importer, canonical), importers))
                .compose(valueSet);
        importers.remove(valueSet);
        return expansion;
    }

    private void enter(ValueSet valueSet, Set<ValueSet> importers) {
        if (!importers.add(valueSet)) {
            throw RequestProblem.unprocessable("it imports itself: "
                    + String.join(
                            " > ", importers.stream().map(ValueSet::getUrl).toList()));
        }
    }

    /** Contained value sets are named by {@code #id}. */
    private ValueSet imported(ValueSet importer, CanonicalType canonical) {
        var url = canonical.getValue();
        return url.startsWith("#")
                ? importer.getContained().stream()
                        .filter(ValueSet.class::isInstance)
                        .map(ValueSet.class::cast)
                        .filter(contained ->
                                ("#" + contained.getIdElement().getIdPart().replace("#", "")).equals(url))
                        .findFirst()
                        .orElseThrow(() -> RequestProblem.notFound(
                                "The value set imports " + url + ", but contains no value set with that id."))
                : terminology.valueSets().byCanonical(url, Optional.empty());
    }

    static <R> R blaming(MetadataResource artefact, Supplier<R> work) {
        try {
            return work.get();
        } catch (BaseServerResponseException e) {
            throw new GuideException(
                    artefact.fhirType() + "-" + artefact.getIdElement().getIdPart() + ".json", e.getMessage(), e);
        }
    }
}
