package org.myotome.intake.storing;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Observation;
import org.myotome.intake.IntakeRefusal;
import org.myotome.intake.Sender;
import org.myotome.intake.SenderAddress;
import org.myotome.intake.Statement;
import org.myotome.storage.IdentifiedResources.Name;

/** Finds what is known of a result that a sender reports, corrects or withdraws: stored, or about to be. */
final class KnownResults {

    private final Sender sender;
    private final Stored stored;
    private final Entries entries;

    /** References by identities that are said here, and perhaps not stored yet. */
    private final Map<Name, Set<String>> said = new HashMap<>();

    KnownResults(Sender sender, Stored stored, Entries entries) {
        this.sender = sender;
        this.stored = stored;
        this.entries = entries;
    }

    /** That this is what the statement is stored as. */
    void remember(Statement statement, String reference) {
        name(statement)
                .ifPresent(name ->
                        said.computeIfAbsent(name, any -> new LinkedHashSet<>()).add(reference));
    }

    /**
     * What the sender said before under the same identity; else what is known under the id that follows from what it is.
     *
     * @param result with its patient
     * @param id that it would be created with
     * @throws IntakeRefusal if the identity is that of another patient's result, or does not tell which result is to be changed
     */
    Optional<Observation> find(Statement statement, Observation result, String id) {
        Optional<Name> name = name(statement);
        if (name.isPresent()) {
            List<Observation> same = references(name.get()).stream()
                    .flatMap(reference -> entries.observation(reference).stream())
                    .toList();
            List<Observation> own = same.stream()
                    .filter(known -> Findings.patient(known).equals(Findings.patient(result)))
                    .toList();
            if (own.isEmpty() && !same.isEmpty()) {
                throw Findings.ofAnotherPatient(statement);
            }
            List<Observation> alike = own.stream()
                    .filter(known -> place(known).equals(place(result)))
                    .toList();
            if (alike.size() == 1) {
                return Optional.of(alike.get(0));
            }
            boolean changes = statement.change() != Statement.Change.REPORT;
            if (changes
                    && (alike.size() > 1
                            || !own.isEmpty()
                                    && entries.observation("Observation/" + id).isEmpty())) {
                throw Findings.nothingToChange(
                        statement,
                        alike.isEmpty()
                                ? "Under this filler order number and sub-id another movement or side was sent."
                                : "Under this filler order number and sub-id several results are stored.");
            }
        }
        return entries.observation("Observation/" + id);
    }

    private Optional<Name> name(Statement statement) {
        return statement.identity().map(identity -> new Name(SenderAddress.results(sender), identity));
    }

    private Collection<String> references(Name name) {
        Set<String> references =
                new LinkedHashSet<>(stored.find("Observation", List.of(name)).getOrDefault(name, List.of()));
        references.addAll(said.getOrDefault(name, Set.of()));
        return references;
    }

    /** Movement, limb and scale. */
    private static List<String> place(Observation observation) {
        String method = observation.getMethod().getCodingFirstRep().getCode();
        return List.of(
                observation.getCode().getCodingFirstRep().getCode(),
                observation.getBodySite().getCodingFirstRep().getCode(),
                method.startsWith("mrc-") ? "mrc" : method);
    }
}
