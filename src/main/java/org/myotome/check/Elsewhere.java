package org.myotome.check;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hl7.fhir.r4.model.Observation;
import org.myotome.validation.StoredResources;

/** Stands for a store that nobody can ask: what is referred to may be there, and nothing is known of it. */
final class Elsewhere implements StoredResources {

    private final Set<String> references = new TreeSet<>();

    /** Those that were asked for. */
    Set<String> references() {
        return references;
    }

    @Override
    public Set<String> existing(Collection<String> asked) {
        references.addAll(asked);
        return Set.copyOf(asked);
    }

    @Override
    public Optional<Observation> observation(String reference) {
        return Optional.empty();
    }

    @Override
    public List<Observation> usersOf(String reference) {
        return List.of();
    }
}
