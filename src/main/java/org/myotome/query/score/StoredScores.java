package org.myotome.query.score;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Reference;
import org.myotome.guide.StrengthCodes;
import org.myotome.storage.projection.StoredObservations;
import org.myotome.storage.projection.StrengthResult;

/** The stored scores of some exams, with what they are made of. */
final class StoredScores {

    private final Map<String, List<Observation>> byCode;

    private StoredScores(List<Observation> scores) {
        this.byCode = scores.stream().collect(Collectors.groupingBy(StoredScores::code));
    }

    static StoredScores of(Collection<ScoredExam> exams, StoredObservations observations) {
        Set<Long> rows = exams.stream()
                .flatMap(exam -> exam.stored().stream())
                .map(StrengthResult::row)
                .collect(Collectors.toSet());
        return new StoredScores(rows.isEmpty() ? List.of() : observations.of(rows));
    }

    private static String code(Observation score) {
        return score.getCode().getCoding().stream()
                .filter(coding -> StrengthCodes.MEASURE.equals(coding.getSystem()))
                .map(coding -> String.valueOf(coding.getCode()))
                .findFirst()
                .orElse("");
    }

    /**
     * The stored score, {@code Observation/id}, that is the sum of grades of this exam and of no other. Where a grade was
     * recorded twice it may be the sum with either.
     */
    Optional<String> find(ScoredExam exam, ExamScore score, Map<Long, String> references) {
        Set<String> ofExam = new HashSet<>();
        exam.exam().results().forEach(result -> ofExam.add(references.get(result.row())));
        return score.points().isEmpty()
                ? Optional.empty()
                : byCode.getOrDefault(score.code(), List.of()).stream()
                        .filter(stored -> stored.hasDerivedFrom()
                                && stored.getDerivedFrom().stream()
                                        .map(Reference::getReference)
                                        .allMatch(ofExam::contains)
                                && isSum(stored, score.points().getAsInt()))
                        .map(stored -> "Observation/" + stored.getIdElement().getIdPart())
                        .findFirst();
    }

    private static boolean isSum(Observation stored, int points) {
        return stored.hasValueQuantity()
                && stored.getValueQuantity().hasValue()
                && stored.getValueQuantity().getValue().compareTo(BigDecimal.valueOf(points)) == 0;
    }
}
