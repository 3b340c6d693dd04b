package org.myotome.query.score;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Reference;
import org.myotome.guide.Guide;
import org.myotome.guide.StrengthCodes;
import org.myotome.query.AskedItems;
import org.myotome.storage.projection.Code;
import org.myotome.storage.projection.StoredObservations;

/** Writes a score as an Observation, from the grades that it is the sum of and the panel of their exam. */
final class ScoreObservations {

    private static final String CATEGORY = "http://terminology.hl7.org/CodeSystem/observation-category";
    private static final int DIGITS = 32;

    private final StoredObservations observations;
    private final AskedItems items;
    private final ScoreAnswer answer;
    private final String operation;

    /** @param operation its code; the url of its definition becomes the source of what it stores */
    ScoreObservations(StoredObservations observations, AskedItems items, ScoreAnswer answer, String operation) {
        this.observations = observations;
        this.items = items;
        this.answer = answer;
        this.operation = operation;
    }

    /** The id that the score of these versions of these grades has, so that whoever stores it stores it there. */
    static String id(ExamScore score, Map<Long, String> references) {
        String grades = score.counted().stream()
                .map(counted -> references.get(counted.result().row()) + "/_history/"
                        + counted.result().version())
                .sorted()
                .collect(Collectors.joining(" "));
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(grades.getBytes(StandardCharsets.UTF_8));
            return score.code() + "-" + HexFormat.of().formatHex(digest).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException(absent);
        }
    }

    /**
     * The score as of the exam: its time, encounter and testers are those of the panel, else of the grades, whose security
     * labels it has as well.
     *
     * @param score one that has points
     * @return empty if a grade or the panel has been deleted meanwhile
     */
    Optional<Observation> of(ScoredExam exam, ExamScore score, Map<Long, String> references) {
        List<Long> rows =
                score.counted().stream().map(counted -> counted.result().row()).toList();
        List<Observation> grades = observations.of(rows);
        List<Observation> panel = exam.exam().panel().isPresent()
                ? observations.of(List.of(exam.exam().panel().getAsLong()))
                : List.of();
        return grades.size() < rows.size()
                        || panel.isEmpty() && exam.exam().panel().isPresent()
                ? Optional.empty()
                : Optional.of(observation(score, grades, panel).setId(id(score, references)))
                        .map(Observation.class::cast);
    }

    private Observation observation(ExamScore score, List<Observation> grades, List<Observation> panel) {
        List<Observation> exam = panel.isEmpty() ? grades : panel;
        Observation observation = new Observation().setStatus(ObservationStatus.FINAL);
        observation.getMeta().setSource(Guide.BASE + "/OperationDefinition/" + operation);
        labels(grades).forEach(observation.getMeta()::addSecurity);
        observation.addCategory().addCoding(new Coding(CATEGORY, "exam", "Exam"));
        observation.getCode().addCoding(items.coding(new Code(StrengthCodes.MEASURE, score.code())));
        observation.setSubject(reference(exam.get(0).getSubject()));
        encounter(exam).ifPresent(observation::setEncounter);
        observation.setEffective(exam.get(0).getEffective().copy());
        distinct(exam.stream().flatMap(one -> one.getPerformer().stream())).forEach(observation::addPerformer);
        observation.setValue(ScoreAnswer.quantity(score.points().orElseThrow()));
        answer.band(score).ifPresent(band -> observation.addInterpretation().addCoding(band));
        grades.forEach(grade -> observation.addDerivedFrom(
                new Reference("Observation/" + grade.getIdElement().getIdPart())));
        return observation;
    }

    private static List<Coding> labels(List<Observation> grades) {
        return grades.stream()
                .flatMap(grade -> grade.getMeta().getSecurity().stream())
                .collect(Collectors.toMap(
                        label -> label.getSystem() + "|" + label.getCode(),
                        Coding::copy,
                        (one, same) -> one,
                        java.util.LinkedHashMap::new))
                .values()
                .stream()
                .toList();
    }

    /** The one encounter of an exam; none where its grades name several. */
    private static Optional<Reference> encounter(List<Observation> exam) {
        List<Reference> encounters =
                distinct(exam.stream().filter(Observation::hasEncounter).map(Observation::getEncounter));
        return encounters.size() == 1 ? Optional.of(encounters.get(0)) : Optional.empty();
    }

    private static List<Reference> distinct(Stream<Reference> references) {
        return references
                .filter(Reference::hasReference)
                .map(Reference::getReference)
                .distinct()
                .map(Reference::new)
                .toList();
    }

    private static Reference reference(Reference reference) {
        return new Reference(reference.getReference());
    }
}
