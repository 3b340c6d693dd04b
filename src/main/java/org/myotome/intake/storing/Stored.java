package org.myotome.intake.storing;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Resource;
import org.myotome.storage.IdentifiedResources;
import org.myotome.storage.IdentifiedResources.Name;
import org.myotome.storage.ResourceStore;

/** What an intake asks of what is stored. References are relative, {@code Patient/123}. */
interface Stored {

    /** As in a database that was never written to. */
    Stored NOTHING = new Stored() {
        @Override
        public Optional<Resource> find(String reference) {
            return Optional.empty();
        }

        @Override
        public List<Observation> usersOf(String reference) {
            return List.of();
        }

        @Override
        public Map<Name, List<String>> find(String type, Collection<Name> names) {
            return Map.of();
        }
    };

    Optional<Resource> find(String reference);

    /** The Observations that name this one in {@code derivedFrom} or {@code hasMember}. */
    List<Observation> usersOf(String reference);

    /** @see IdentifiedResources#find */
    Map<Name, List<String>> find(String type, Collection<Name> names);

    static Stored in(IdentifiedResources identified, ResourceStore store) {
        return new Stored() {
            @Override
            public Optional<Resource> find(String reference) {
                // Most is new, and asking whether it is there costs less than reading what is not.
                Set<String> existing = store.existing(List.of(reference));
                return existing.isEmpty() ? Optional.empty() : forgetting(() -> store.read(reference));
            }

            @Override
            public List<Observation> usersOf(String reference) {
                return forgetting(() -> store.usersOf(reference));
            }

            @Override
            public Map<Name, List<String>> find(String type, Collection<Name> names) {
                return identified.find(type, names);
            }

            private <T> T forgetting(Supplier<T> reading) {
                T read = reading.get();
                store.forget();
                return read;
            }
        };
    }
}
