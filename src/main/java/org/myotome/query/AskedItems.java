package org.myotome.query;

import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ValueSet;
import org.myotome.RequestProblem;
import org.myotome.guide.Guide;
import org.myotome.guide.ValueSetCodes;
import org.myotome.storage.projection.Code;
import org.myotome.storage.projection.Standing;
import org.myotome.strength.Side;

/** What was tested or measured, as it can be asked for: by code, or by one of Myotome's ValueSets. */
public final class AskedItems {

    /** The ValueSets of what a result can be about. */
    private static final List<String> VALUE_SETS =
            List.of("tested-movement", "isncsci-key-muscle", "strength-measure", "grip-strength");

    private final Guide guide;
    private final ValueSetCodes valueSets;
    private final Map<Code, Coding> items;

    public AskedItems(Guide guide) {
        this.guide = guide;
        this.valueSets = new ValueSetCodes(guide);
        this.items = VALUE_SETS.stream()
                .flatMap(id -> valueSets.of(Guide.BASE + "/ValueSet/" + id).stream())
                .collect(Collectors.toMap(AskedItems::code, coding -> coding));
    }

    private static Code code(Coding coding) {
        return new Code(coding.getSystem(), coding.getCode());
    }

    /** With its display. */
    public Coding coding(Code item) {
        return items.getOrDefault(item, new Coding(item.system(), item.code(), null))
                .copy();
    }

    /**
     * From parameters {@code code}, {@code system|code} or {@code code}, and {@code code:in}, the url or the id of one of
     * Myotome's ValueSets. Empty if neither was sent.
     */
    public Set<Code> of(OperationInput input) {
        Set<Code> asked = new LinkedHashSet<>();
        input.all("code").forEach(token -> asked.addAll(ofToken(token)));
        input.all("code:in").forEach(valueSet -> asked.addAll(ofValueSet(valueSet)));
        return asked;
    }

    /** From {@code code:in} alone. */
    public Set<Code> ofValueSets(OperationInput input) {
        return input.all("code:in").stream()
                .flatMap(valueSet -> ofValueSet(valueSet).stream())
                .collect(Collectors.toSet());
    }

    /** From tokens {@code system|code} or {@code code}, whatever their parameter was. */
    public Set<Code> ofTokens(Collection<String> tokens) {
        return tokens.stream().flatMap(token -> ofToken(token).stream()).collect(Collectors.toSet());
    }

    private Set<Code> ofToken(String token) {
        Set<Code> found = items.keySet().stream()
                .filter(item -> token.contains("|")
                        ? token.equals(item.system() + "|" + item.code())
                        : token.equals(item.code()))
                .collect(Collectors.toSet());
        if (found.isEmpty()) {
            throw RequestProblem.invalid("Parameter \"code\" is \"" + token + "\", which is no movement, key muscle, "
                    + "score or grip. The codes are in " + lists() + "; send [system]|[code] or [code].");
        }
        return found;
    }

    private Set<Code> ofValueSet(String valueSet) {
        String url = valueSet.contains("/") ? valueSet : Guide.BASE + "/ValueSet/" + valueSet;
        Optional<ValueSet> known = guide.find(ValueSet.class, url);
        Set<Code> found = known.stream()
                .flatMap(any -> valueSets.of(url).stream())
                .map(AskedItems::code)
                .filter(items::containsKey)
                .collect(Collectors.toSet());
        if (found.isEmpty()) {
            throw RequestProblem.invalid("Parameter \"code:in\" is \"" + valueSet + "\", which is no ValueSet of "
                    + "movements, key muscles, scores or grips. There are, among others, " + lists()
                    + ", " + Guide.BASE + "/ValueSet/lower-limb-movement and upper-limb-movement.");
        }
        return found;
    }

    private static String lists() {
        return VALUE_SETS.stream().map(id -> Guide.BASE + "/ValueSet/" + id).collect(Collectors.joining(", "));
    }

    /** Final results, and with parameter {@code preliminary} preliminary ones too. */
    public static Set<Standing> standings(OperationInput input) {
        return input.flag("preliminary")
                ? EnumSet.of(Standing.FINAL, Standing.PRELIMINARY)
                : EnumSet.of(Standing.FINAL);
    }

    /** From parameter {@code side}: left, right or none. Empty if it was not sent. */
    public static Set<Side> sides(OperationInput input) {
        return input.all("side").stream()
                .map(side -> OperationInput.parse(
                        "side",
                        side,
                        "left, right or none",
                        text -> Stream.of(Side.values())
                                .filter(one -> one.name()
                                        .toLowerCase(java.util.Locale.ROOT)
                                        .equals(text))
                                .findFirst()
                                .orElseThrow(IllegalArgumentException::new)))
                .collect(Collectors.toSet());
    }
}
