package org.myotome.validation;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ElementDefinition;
import org.hl7.fhir.r4.model.Enumerations.BindingStrength;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.jspecify.annotations.Nullable;
import org.myotome.guide.Guide;

/**
 * Which profile an Observation belongs to, by the codes of Myotome that it carries in {@code code} and {@code value}. Read
 * off the profiles themselves, so that a new profile needs no Java.
 */
final class ProfileFit {

    private static final Set<String> CODE_PATHS = Set.of("Observation.code", "Observation.code.coding");
    private static final Set<String> VALUE_PATHS = Set.of("Observation.value[x]", "Observation.value[x].coding");

    private final Guide guide;
    private final Map<Key, Set<String>> byCode = new HashMap<>();
    private final Map<Key, Set<String>> byValue = new HashMap<>();

    ProfileFit(Guide guide, ValueSetCodes valueSets) {
        this.guide = guide;
        guide.all(StructureDefinition.class).stream()
                .filter(profile -> profile.getType().equals("Observation") && !profile.getAbstract())
                .forEach(profile -> {
                    index(profile, CODE_PATHS, byCode, valueSets);
                    index(profile, VALUE_PATHS, byValue, valueSets);
                });
    }

    private static void index(
            StructureDefinition profile, Set<String> paths, Map<Key, Set<String>> index, ValueSetCodes valueSets) {
        profile.getSnapshot().getElement().stream()
                .filter(element -> paths.contains(element.getPath()))
                .flatMap(element -> codings(element, valueSets))
                .filter(Key::isOwn)
                .forEach(key ->
                        index.computeIfAbsent(key, any -> new LinkedHashSet<>()).add(profile.getUrl()));
    }

    private static Stream<Key> codings(ElementDefinition element, ValueSetCodes valueSets) {
        Stream<Coding> pattern = Stream.of(element.getPattern(), element.getFixed())
                .filter(CodeableConcept.class::isInstance)
                .flatMap(concept -> ((CodeableConcept) concept).getCoding().stream());
        boolean required = element.getBinding().getStrength() == BindingStrength.REQUIRED;
        Stream<Coding> bound = required ? valueSets.of(element.getBinding().getValueSet()).stream() : Stream.empty();
        return Stream.concat(pattern, bound).map(coding -> new Key(coding.getSystem(), coding.getCode()));
    }

    /** The profiles that fit, empty if the Observation carries none of Myotome's codes. */
    Set<String> of(Observation observation) {
        List<Coding> values = observation.hasValueCodeableConcept()
                ? observation.getValueCodeableConcept().getCoding()
                : List.of();
        return of(keys(observation.getCode().getCoding()), keys(values));
    }

    Set<String> of(Set<Key> codes, Set<Key> values) {
        Set<String> fitsCode = lookUp(byCode, codes);
        Set<String> fitsValue = lookUp(byValue, values);
        Set<String> fitsBoth = new HashSet<>(fitsCode);
        fitsBoth.retainAll(fitsValue);
        if (!fitsBoth.isEmpty()) {
            return fitsBoth;
        }
        return fitsCode.isEmpty() ? fitsValue : fitsCode;
    }

    /** The urls of those of Myotome's profiles that a resource claims; a version that is not the loaded one is no claim. */
    Set<String> claimed(Collection<String> canonicals) {
        return canonicals.stream()
                .flatMap(canonical -> guide.find(StructureDefinition.class, canonical).stream())
                .map(StructureDefinition::getUrl)
                .collect(Collectors.toSet());
    }

    private static Set<String> lookUp(Map<Key, Set<String>> index, Set<Key> keys) {
        return keys.stream()
                .flatMap(key -> index.getOrDefault(key, Set.of()).stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Set<Key> keys(List<Coding> codings) {
        return codings.stream()
                .map(coding -> new Key(coding.getSystem(), coding.getCode()))
                .collect(Collectors.toSet());
    }

    /** A code in its system; either may be missing in what a sender sends. */
    record Key(@Nullable String system, @Nullable String code) {

        boolean isOwn() {
            return system != null && system.startsWith(Guide.BASE);
        }
    }
}
