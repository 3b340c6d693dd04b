package org.myotome.guide;

import ca.uhn.fhir.validation.SingleValidationMessage;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.ElementDefinition;
import org.hl7.fhir.r4.model.Enumerations.BindingStrength;
import org.hl7.fhir.r4.model.StructureDefinition;

/**
 * One thing that a differential asks for, and how the HL7 validator reports that it is broken.
 *
 * @param what for people: "max of Observation.focus", "myo-3"
 */
public record ProfileDemand(String profile, String what, Predicate<SingleValidationMessage> brokenBy) {

    static Stream<ProfileDemand> of(StructureDefinition profile) {
        return profile.getDifferential().getElement().stream()
                .flatMap(element -> Stream.of(
                                invariants(profile, element),
                                cardinalities(profile, element),
                                bindings(profile, element),
                                typesAndPatterns(profile, element))
                        .flatMap(demands -> demands));
    }

    private static Stream<ProfileDemand> invariants(StructureDefinition profile, ElementDefinition element) {
        return element.getConstraint().stream()
                .map(rule -> new ProfileDemand(
                        profile.getUrl(),
                        rule.getKey(),
                        error -> error.getMessageId().equals(profile.getUrl() + "#" + rule.getKey())));
    }

    private static Stream<ProfileDemand> cardinalities(StructureDefinition profile, ElementDefinition element) {
        var named = Pattern.compile(Pattern.quote(element.getId()) + "[:' ]").asPredicate();
        var min = demand(profile, "min", element, error -> hasId(error, "Minimum") && named.test(error.getMessage()));
        var max = demand(profile, "max", element, error -> hasId(error, "Maximum") && named.test(error.getMessage()));
        return Stream.concat(
                element.getMin() > 0 ? Stream.of(min) : Stream.empty(),
                element.hasMax() ? Stream.of(max) : Stream.empty());
    }

    /** A binding that decides to which slice a coding belongs cannot be broken: the slice is missing instead. */
    private static Stream<ProfileDemand> bindings(StructureDefinition profile, ElementDefinition element) {
        var binding = element.getBinding();
        return binding.getStrength() != BindingStrength.REQUIRED || decidesTheSlice(profile, element)
                ? Stream.empty()
                : Stream.of(demand(
                        profile,
                        "binding",
                        element,
                        error -> hasId(error, "NoValid") && error.getMessage().contains(binding.getValueSet())));
    }

    private static boolean decidesTheSlice(StructureDefinition profile, ElementDefinition slice) {
        return profile.getDifferential().getElement().stream()
                .filter(element -> element.hasSlicing() && element.getPath().equals(slice.getPath()))
                .anyMatch(element -> "$this"
                        .equals(element.getSlicing().getDiscriminatorFirstRep().getPath()));
    }

    /** Extensions and patterns inside a slice only say which slice it is. */
    private static Stream<ProfileDemand> typesAndPatterns(StructureDefinition profile, ElementDefinition element) {
        if (element.getId().contains(":")) {
            return Stream.empty();
        }
        var path = element.getPath().replace("[x]", "");
        var type = demand(profile, "type", element, error -> hasId(error, "Type|Target") && isIn(profile, path, error));
        var pattern =
                demand(profile, "pattern", element, error -> hasId(error, "PATTERN|Fixed") && isAbout(path, error));
        return Stream.concat(
                element.hasType() ? Stream.of(type) : Stream.empty(),
                element.hasPattern() ? Stream.of(pattern) : Stream.empty());
    }

    /** Where an element stands, as FHIRPath. An extension is not claimed but used, anywhere in a resource. */
    static String where(StructureDefinition profile, ElementDefinition element) {
        var path = element.getPath().replace("[x]", "");
        return profile.getType().equals("Extension")
                ? path.replaceFirst("Extension", "descendants().where(url = '" + profile.getUrl() + "')")
                : path;
    }

    /** What is wrong with an extension is reported where it stands, with its url. */
    private static boolean isIn(StructureDefinition profile, String path, SingleValidationMessage error) {
        return profile.getType().equals("Extension")
                ? error.getMessage().contains(profile.getUrl())
                : isAbout(path, error);
    }

    private static ProfileDemand demand(
            StructureDefinition profile,
            String what,
            ElementDefinition on,
            Predicate<SingleValidationMessage> brokenBy) {
        return new ProfileDemand(profile.getUrl(), what + " of " + on.getId(), brokenBy);
    }

    private static boolean hasId(SingleValidationMessage error, String part) {
        return Pattern.compile(part).matcher(error.getMessageId()).find();
    }

    /**
     * Whether an error concerns an element or what is in it. What is missing or too much is reported at its parent, by
     * name.
     *
     * @param expected the key of an invariant, or the path of an element without indexes, types and slices, or several of
     *     them joined by {@code +} where one fault breaks several rules
     */
    public static boolean isAbout(String expected, SingleValidationMessage error) {
        return Stream.of(expected.split("\\+")).anyMatch(one -> isAboutOne(one, error));
    }

    private static boolean isAboutOne(String expected, SingleValidationMessage error) {
        if (error.getMessageId().contains("#") || !expected.contains(".")) {
            return error.getMessageId().endsWith("#" + expected);
        }
        var location = error.getLocationString().replaceAll("\\.ofType\\(\\w+\\)|\\[\\d+]", "");
        var dot = expected.lastIndexOf('.');
        var name = Pattern.compile("\\b" + expected.substring(dot + 1));
        return (location + ".").startsWith(expected + ".")
                || location.equals(expected.substring(0, dot))
                        && name.matcher(error.getMessage()).find();
    }
}
