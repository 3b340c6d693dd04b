package org.myotome.query.lastn;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.myotome.RequestProblem;
import org.myotome.storage.projection.StoredObservations;
import org.myotome.storage.projection.StrengthResult;
import org.myotome.storage.projection.StrengthResults;
import org.myotome.storage.question.Question;
import org.myotome.storage.search.FoundResource;

/** Reads pages of latest results, patient by patient; those of one patient are what they were at one moment. */
final class LastPages {

    /** How often a patient is read anew because somebody has just changed what was chosen. */
    private static final int ATTEMPTS = 20;

    private final StrengthResults results;
    private final StoredObservations observations;

    LastPages(StrengthResults results, StoredObservations observations) {
        this.results = results;
        this.observations = observations;
    }

    /** @param next empty on the last page */
    record Page(List<FoundResource> observations, Optional<Position> next) {}

    private record Found(StrengthResult result, FoundResource observation) {}

    Page read(AskedLast asked, Question question) {
        List<FoundResource> page = new ArrayList<>();
        for (int patient = asked.position().patient();
                patient < asked.patients().size();
                patient++) {
            Page part = part(asked, patient, asked.count() - page.size(), question);
            page.addAll(part.observations());
            if (part.next().isPresent()) {
                return new Page(page, part.next());
            }
        }
        return new Page(page, Optional.empty());
    }

    /**
     * A row and the resource are read one after the other. As long as the resource is the version that the row was made from,
     * both are what they were when the rows were read.
     */
    private Page part(AskedLast asked, int patient, int room, Question question) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            question.check();
            Optional<Page> page = tryPart(asked, patient, room);
            if (page.isPresent()) {
                return page.get();
            }
        }
        throw RequestProblem.tooCostly("The results changed again and again while they were read. Ask again.");
    }

    private Optional<Page> tryPart(AskedLast asked, int patient, int room) {
        List<StrengthResult> candidates = results.of(asked.patients().get(patient)).stream()
                .filter(asked::takes)
                .toList();
        Optional<List<StrengthResult>> ofStatus =
                asked.status().isWhole() ? Optional.of(candidates) : ofStatus(candidates, asked.status());
        return ofStatus.flatMap(results -> page(asked, patient, room, LastResults.of(results, asked.most())));
    }

    private Optional<Page> page(AskedLast asked, int patient, int room, List<StrengthResult> latest) {
        List<StrengthResult> rest = latest.stream()
                .filter(result -> asked.position().isBefore(patient, result))
                .toList();
        if (rest.size() <= room) {
            return observations(rest).map(read -> new Page(read, Optional.empty()));
        }
        Position next = room == 0 ? Position.before(patient) : Position.after(patient, rest.get(room - 1));
        return observations(rest.subList(0, room)).map(read -> new Page(read, Optional.of(next)));
    }

    private Optional<List<StrengthResult>> ofStatus(List<StrengthResult> candidates, AskedStatus status) {
        return found(candidates)
                .map(all -> all.stream()
                        .filter(one -> status.codes()
                                .contains(observations
                                        .parsed(one.observation())
                                        .getStatus()
                                        .toCode()))
                        .map(Found::result)
                        .toList());
    }

    private Optional<List<FoundResource>> observations(List<StrengthResult> chosen) {
        return found(chosen).map(all -> all.stream().map(Found::observation).toList());
    }

    /** Empty if one of them is no longer what its row says. */
    private Optional<List<Found>> found(List<StrengthResult> chosen) {
        if (chosen.isEmpty()) {
            return Optional.of(List.of());
        }
        List<FoundResource> read =
                observations.texts(chosen.stream().map(StrengthResult::row).toList());
        if (read.size() != chosen.size()) {
            return Optional.empty();
        }
        List<Found> found = IntStream.range(0, read.size())
                .mapToObj(i -> new Found(chosen.get(i), read.get(i)))
                .toList();
        return found.stream().allMatch(LastPages::isOfOneVersion) ? Optional.of(found) : Optional.empty();
    }

    private static boolean isOfOneVersion(Found found) {
        return found.result().version() == found.observation().version();
    }
}
