package org.myotome.query.score;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.myotome.guide.Guide;
import org.myotome.query.AskedItems;
import org.myotome.query.StrengthParts;
import org.myotome.storage.projection.Code;
import org.myotome.strength.MrcSumScore;
import org.myotome.strength.MrcSumScoreBand;
import org.myotome.strength.SidedMovement;

/** Writes the scores of a patient's exams as Parameters that a program can read. */
final class ScoreAnswer {

    /** The score that has bands. */
    static final String SUM_SCORE = "mrc-sum-score";

    static final String BANDS = Guide.BASE + "/CodeSystem/mrc-sum-score-band";

    private final AskedItems items;
    private final String itemSystem;
    private final Map<String, ConceptDefinitionComponent> bands;

    /** @param itemSystem the CodeSystem of what is graded */
    ScoreAnswer(Guide guide, AskedItems items, String itemSystem) {
        this.items = items;
        this.itemSystem = itemSystem;
        this.bands = guide.find(CodeSystem.class, BANDS).orElseThrow().getConcept().stream()
                .collect(Collectors.toMap(ConceptDefinitionComponent::getCode, band -> band));
    }

    /** @param remarks what else must be known, such as that the patient was replaced by another */
    Parameters of(
            String patient,
            List<ScoredExam> exams,
            Map<Long, String> references,
            StoredScores stored,
            List<String> remarks) {
        Parameters answer = new Parameters();
        answer.addParameter().setName("patient").setValue(new Reference(patient));
        remarks.forEach(remark -> answer.addParameter("remark", remark));
        exams.forEach(exam ->
                add(new StrengthParts(answer.addParameter().setName("exam"), references), exam, references, stored));
        return answer;
    }

    private void add(StrengthParts part, ScoredExam exam, Map<Long, String> references, StoredScores stored) {
        exam.exam().panel().ifPresent(panel -> part.reference("exam", panel));
        part.time(exam.exam().start(), exam.exam().end());
        for (ExamScore score : exam.scores()) {
            StrengthParts ofScore = exam.scores().size() == 1 ? part : part.with(score.code());
            add(ofScore, score, stored.find(exam, score, references));
        }
    }

    private void add(StrengthParts part, ExamScore score, Optional<String> stored) {
        score.points().ifPresent(points -> {
            part.add("score", quantity(points));
            band(score)
                    .ifPresent(band -> part.add("band", band)
                            .add(
                                    "source",
                                    new StringType(bands.get(band.getCode()).getDefinition())));
        });
        stored.ifPresent(reference -> part.add("stored", new Reference(reference)));
        score.missing().forEach(missing -> {
            StrengthParts item = item(part.with("missing"), missing.item());
            item.add("reason", new CodeType(missing.reason().code()));
            missing.results().forEach(result -> item.with("result").graded(result));
        });
        score.counted().forEach(counted -> {
            StrengthParts item = item(part.with("grade"), counted.item())
                    .graded(counted.result())
                    .add("points", new IntegerType(counted.points()));
            if (counted.truncated()) {
                item.add("truncated", new BooleanType(true));
            }
        });
    }

    private StrengthParts item(StrengthParts part, SidedMovement item) {
        return part.add("code", items.coding(new Code(itemSystem, item.movement())))
                .side(item.side());
    }

    /** Points, in UCUM's unit of a score. */
    static Quantity quantity(int points) {
        return new Quantity()
                .setValue(points)
                .setUnit("score")
                .setSystem("http://unitsofmeasure.org")
                .setCode("{score}");
    }

    /** The band of an MRC sum score; other scores have none. */
    Optional<Coding> band(ExamScore score) {
        return score.points().isEmpty() || !score.code().equals(SUM_SCORE)
                ? Optional.empty()
                : Optional.of(MrcSumScoreBand.of(new MrcSumScore(score.points().getAsInt()))
                                .code())
                        .map(code -> new Coding(BANDS, code, bands.get(code).getDisplay()));
    }
}
