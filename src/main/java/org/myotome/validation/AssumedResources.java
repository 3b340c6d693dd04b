package org.myotome.validation;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.hl7.fhir.r4.model.Observation;

/** Stands for a store that nobody can ask: whatever is referred to may be there, and nothing is known of it. */
public final class AssumedResources implements StoredResources {

    private final Consumer<Collection<String>> asked;

    /** @param asked hears of the references that were taken for good */
    public AssumedResources(Consumer<Collection<String>> asked) {
        this.asked = asked;
    }

    @Override
    public Set<String> existing(Collection<String> references) {
        asked.accept(references);
        return Set.copyOf(references);
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
