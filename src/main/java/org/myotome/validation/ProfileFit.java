package org.myotome.validation;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.ElementDefinition;
import org.hl7.fhir.r4.model.ElementDefinition.TypeRefComponent;
import org.hl7.fhir.r4.model.Enumerations.BindingStrength;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.hl7.fhir.r4.model.Type;
import org.myotome.guide.Guide;
import org.myotome.guide.ValueSetCodes;
import org.myotome.validation.Markers.Key;

/**
 * Which profile a resource belongs to, by the codes of Myotome or LOINC that it carries. Read off the profiles themselves, so that a
 * new profile needs no Java. Codes of other systems tell one thing only: that a Condition is a weakness.
 */
final class ProfileFit {

    /** What a result of a tested movement is taken for where nothing else tells: nearly all of them are MRC grades. */
    private static final String USUAL = Guide.BASE + "/StructureDefinition/mrc-muscle-strength";

    private static final String WEAKNESS = Guide.BASE + "/StructureDefinition/weakness-condition";

    private static final String RECOGNISED = "recognised-weakness";

    private final Guide guide;
    private final Set<Key> weaknesses;
    private final Map<String, Map<Key, Set<String>>> profilesByElement = new HashMap<>();
    private final Map<String, Set<String>> valueTypes = new HashMap<>();

    ProfileFit(Guide guide, ValueSetCodes valueSets) {
        this.guide = guide;
        this.weaknesses = Markers.keysOf(valueSets, RECOGNISED);
        guide.all(StructureDefinition.class).stream()
                .filter(profile -> !profile.getAbstract() && !profile.getType().equals("Extension"))
                .forEach(profile -> index(profile, valueSets));
    }

    private void index(StructureDefinition profile, ValueSetCodes valueSets) {
        for (ElementDefinition element : profile.getSnapshot().getElement()) {
            String name = element.getPath()
                    .substring(element.getPath().indexOf('.') + 1)
                    .replace("[x]", "")
                    .replaceFirst("\\.coding$", "");
            if (Markers.ELEMENTS.contains(name)) {
                Map<Key, Set<String>> profiles =
                        profilesByElement.computeIfAbsent(profile.getType() + "." + name, any -> new HashMap<>());
                keys(element, valueSets)
                        .filter(Key::tells)
                        .forEach(key -> profiles.computeIfAbsent(key, any -> new LinkedHashSet<>())
                                .add(profile.getUrl()));
            }
            if (element.getPath().endsWith(".value[x]")) {
                element.getType().stream()
                        .map(TypeRefComponent::getWorkingCode)
                        .forEach(type -> valueTypes
                                .computeIfAbsent(profile.getUrl(), any -> new LinkedHashSet<>())
                                .add(type));
            }
        }
    }

    private static Stream<Key> keys(ElementDefinition element, ValueSetCodes valueSets) {
        Stream<Key> constants = Stream.of(element.getPattern(), element.getFixed())
                .filter(Objects::nonNull)
                .flatMap(ProfileFit::keys);
        boolean required = element.getBinding().getStrength() == BindingStrength.REQUIRED;
        return required
                ? Stream.concat(
                        constants,
                        Markers.keys(valueSets.of(element.getBinding().getValueSet())))
                : constants;
    }

    private static Stream<Key> keys(Type constant) {
        return constant instanceof CodeableConcept concept
                ? Markers.keys(concept.getCoding())
                : Key.canonical(constant.primitiveValue()).stream();
    }

    /**
     * The profiles that fit; empty if no code tells. Code and value decide; only where they leave several, the method and the
     * type of the value are asked.
     */
    Set<String> of(Markers resource) {
        Set<String> fitting = ofOwnCodes(resource);
        return fitting.isEmpty() && isWeakness(resource) ? Set.of(WEAKNESS) : fitting;
    }

    /** What claims to be a symptom or a red flag is that, though its code may be one of weakness too. */
    private boolean isWeakness(Markers resource) {
        return resource.type().equals("Condition")
                && resource.keys().get("code").stream().anyMatch(weaknesses::contains)
                && resource.claims().stream()
                        .flatMap(claim -> guide.find(StructureDefinition.class, claim).stream())
                        .allMatch(profile -> profile.getAbstract()
                                || !profile.getType().equals(resource.type())
                                || profile.getUrl().equals(WEAKNESS));
    }

    private Set<String> ofOwnCodes(Markers resource) {
        Set<String> fitting = Stream.concat(
                        lookUp(resource, "questionnaire").stream(),
                        either(lookUp(resource, "code"), lookUp(resource, "value")).stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        Set<String> byMethod = narrowed(fitting, lookUp(resource, "method")::contains);
        Set<String> byType = narrowed(
                byMethod,
                profile -> resource.valueType()
                        .filter(type ->
                                !valueTypes.getOrDefault(profile, Set.of()).contains(type))
                        .isEmpty());
        return narrowed(byType, USUAL::equals);
    }

    /** Those that fit both, or else the code, or else the value. */
    private static Set<String> either(Set<String> byCode, Set<String> byValue) {
        return byCode.isEmpty() ? byValue : narrowed(byCode, byValue::contains);
    }

    /** Those that pass; all where one is left anyhow or none passes. */
    private static Set<String> narrowed(Set<String> profiles, Predicate<String> passes) {
        Set<String> left = profiles.stream().filter(passes).collect(Collectors.toCollection(LinkedHashSet::new));
        return profiles.size() < 2 || left.isEmpty() ? profiles : left;
    }

    private Set<String> lookUp(Markers resource, String element) {
        Map<Key, Set<String>> profiles = profilesByElement.getOrDefault(resource.type() + "." + element, Map.of());
        return resource.keys().get(element).stream()
                .flatMap(key -> profiles.getOrDefault(key, Set.of()).stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The urls of those of Myotome's profiles that a resource claims; a version that is not the loaded one is no claim. */
    Set<String> claimed(Collection<String> canonicals) {
        return canonicals.stream()
                .flatMap(canonical -> guide.find(StructureDefinition.class, canonical).stream())
                .map(StructureDefinition::getUrl)
                .collect(Collectors.toSet());
    }

    /** By what a profile for this type is recognised: code systems or their codes, value sets, and the Questionnaire of a response. */
    List<String> signs(String type) {
        Map<String, Set<String>> codesBySystem = new TreeMap<>();
        Stream.of("code", "value", "questionnaire")
                .flatMap(element -> profilesByElement.getOrDefault(type + "." + element, Map.of()).keySet().stream())
                .filter(key -> key.system() != null)
                .forEach(key -> codesBySystem
                        .computeIfAbsent(String.valueOf(key.system()), any -> new TreeSet<>())
                        .add(String.valueOf(key.code())));
        // A code system of Myotome can be looked up here; of another the few codes are named.
        Stream<String> own = codesBySystem.entrySet().stream()
                .map(system -> system.getKey().startsWith(Guide.BASE)
                        ? system.getKey()
                        : system.getKey() + " (" + String.join(", ", system.getValue()) + ")");
        return Stream.concat(
                        own, type.equals("Condition") ? Stream.of(Guide.BASE + "/ValueSet/" + RECOGNISED) : Stream.of())
                .toList();
    }
}
