package org.myotome.query.agreement;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.IdType;
import org.myotome.RequestProblem;
import org.myotome.query.OperationInput;
import org.myotome.storage.ResourceStore;
import org.myotome.storage.projection.StrengthResults;

/** Whose grades are compared: everybody's, or those of two raters. It learns who the rows are while results come. */
final class AskedRaters {

    private final StrengthResults results;
    private final List<String> asked;
    private final Map<Long, String> names = new HashMap<>();

    /**
     * From parameter {@code performer}.
     *
     * @throws ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException if these are not two raters who are stored
     */
    AskedRaters(OperationInput input, StrengthResults results, ResourceStore store) {
        this.results = results;
        this.asked = input.all("performer").stream().distinct().toList();
        if (asked.isEmpty()) {
            return;
        }
        if (asked.size() != 2 || asked.stream().anyMatch(one -> !isReference(one))) {
            throw RequestProblem.invalid("Parameter \"performer\" is \"" + String.join(",", asked)
                    + "\". Send it twice, for the two raters who are compared, each as a reference such as "
                    + "Practitioner/12; or leave it out, for all raters.");
        }
        Set<String> missing = new LinkedHashSet<>(asked);
        missing.removeAll(store.existing(asked));
        if (!missing.isEmpty()) {
            throw RequestProblem.notFound(String.join(" and ", missing) + " does not exist, or is deleted. "
                    + "Search it with Practitioner?identifier=[system]|[value].");
        }
    }

    private static boolean isReference(String text) {
        return text.matches(
                        "(Practitioner|PractitionerRole|Organization|CareTeam|Patient|RelatedPerson)/[A-Za-z0-9.-]{1,64}")
                && new IdType(text).hasIdPart();
    }

    /** Looks up who these are. */
    void learn(Collection<Long> raters) {
        List<Long> unknown = raters.stream()
                .filter(rater -> !names.containsKey(rater))
                .distinct()
                .toList();
        if (!unknown.isEmpty()) {
            names.putAll(results.references(unknown));
        }
    }

    /** Whether the grades of somebody count, who was looked up. */
    boolean counts(long rater) {
        return asked.isEmpty() || asked.contains(names.get(rater));
    }

    /** The two who were asked for, in that order, as far as they rated anything; empty if nobody was named. */
    List<Long> order() {
        return asked.stream()
                .flatMap(one -> names.entrySet().stream()
                        .filter(name -> name.getValue().equals(one))
                        .map(Map.Entry::getKey))
                .collect(Collectors.toList());
    }

    /** {@code Type/id} of somebody who was looked up. */
    String name(long rater) {
        return names.getOrDefault(rater, "");
    }
}
