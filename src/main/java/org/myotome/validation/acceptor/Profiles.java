package org.myotome.validation.acceptor;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.hl7.fhir.r5.model.StructureDefinition;

/** Which profiles the validator would check a resource against. */
final class Profiles {

    private final Definitions definitions;
    private final Function<Item, Set<String>> fitting;

    /** The url of the definition that a claim means; only claims of what exists are remembered. */
    private final Map<String, Claim> claims = new ConcurrentHashMap<>();

    Profiles(Definitions definitions, Function<Item, Set<String>> fitting) {
        this.definitions = definitions;
        this.fitting = fitting;
    }

    /** Whether the resource is checked against this one. */
    boolean include(String url, Item resource) {
        return claimed(resource).contains(url) || fitting.apply(resource).contains(url);
    }

    /** The urls of those that fit the codes of the resource and are not claimed. */
    Set<String> fitting(Item resource, Set<String> claimed) {
        Set<String> fit = new HashSet<>(fitting.apply(resource));
        fit.removeAll(claimed);
        return fit;
    }

    /** @throws Uncertain if one of them is not known, or is for another type */
    Set<String> claimed(Item resource) {
        Item meta = resource.child("meta");
        if (meta == null) {
            return Set.of();
        }
        Set<String> claimed = new HashSet<>();
        meta.children("profile").forEach(claim -> claimed.add(claimed(String.valueOf(claim.value()), resource.type())));
        return claimed;
    }

    private String claimed(String canonical, String type) {
        Claim known = claims.get(canonical);
        if (known == null) {
            StructureDefinition definition =
                    definitions.find(canonical).orElseThrow(() -> new Uncertain("claims a profile that is not known"));
            known = new Claim(definition.getUrl(), definition.getType());
            claims.put(canonical, known);
        }
        Uncertain.unless(known.type().equals(type), "claims a profile for another type");
        return known.url();
    }

    private record Claim(String url, String type) {}
}
