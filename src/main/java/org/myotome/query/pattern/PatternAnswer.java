package org.myotome.query.pattern;

import ca.uhn.fhir.model.api.TemporalPrecisionEnum;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.UriType;
import org.myotome.guide.Guide;
import org.myotome.guide.StrengthCodes;
import org.myotome.query.AskedItems;
import org.myotome.query.pattern.PatternTable.PatternLine;
import org.myotome.storage.projection.StrengthResult;
import org.myotome.strength.Side;
import org.myotome.strength.SidedMovement;

/** Writes what the rules made of an exam. */
final class PatternAnswer {

    private static final String DISCLAIMER =
            "Decision support for clinicians, not a diagnosis. It names distributions of "
                    + "weakness that the grades of one exam are compatible with; reflexes, sensation, course and history decide. "
                    + "Distributions, lesion levels and causes are in no order of probability, and no clinician has reviewed the "
                    + "rules.";

    private final PatternTable table;
    private final Anatomy anatomy;
    private final AskedItems items;
    private final FittingCauses causes;

    PatternAnswer(PatternTable table, Anatomy anatomy, AskedItems items, FittingCauses causes) {
        this.table = table;
        this.anatomy = anatomy;
        this.items = items;
        this.causes = causes;
    }

    /** Of a patient who has no grade on any scale. */
    Parameters withoutExam() {
        return head(Outcome.NOT_ENOUGH_GRADES);
    }

    /**
     * @param asked the verdicts of which distributions are shown; empty for all, those that are not compatible without their
     *     grades, which would be most of the answer
     * @param references what the Observations are called, by their rows
     */
    Parameters of(ExamReading reading, PatternResult result, Set<Verdict> asked, Map<Long, String> references) {
        Parameters out = head(result.outcome());
        exam(out, reading, references);
        Map<Long, Reference> grades = new HashMap<>();
        reading.exam().grades().forEach(grade -> grades.put(grade.row(), reference(grade, references)));
        reading.findings().forEach(finding -> finding(out, finding, reading, references));
        Set<String> sources = new LinkedHashSet<>();
        Set<String> levels = new LinkedHashSet<>();
        for (Judgement judgement : result.judgements()) {
            PatternLine line = table.pattern(judgement.pattern().code());
            if (judgement.isCompatible()) {
                levels.addAll(line.lesionLevels());
            }
            if (asked.isEmpty() || asked.contains(judgement.verdict())) {
                boolean inFull = !asked.isEmpty() || judgement.verdict() != Verdict.NOT_COMPATIBLE;
                pattern(out, judgement, line, inFull ? grades : Map.of());
                sources.addAll(line.sources());
            }
        }
        causes.of(List.copyOf(levels)).forEach(level -> level(out, level));
        sources.forEach(source -> add(out.addParameter().setName("source"), source));
        return out;
    }

    private static Parameters head(Outcome outcome) {
        var out = new Parameters();
        out.addParameter("disclaimer", DISCLAIMER);
        out.addParameter().setName("result").setValue(new CodeType(outcome.code()));
        return out;
    }

    private void add(ParametersParameterComponent part, String source) {
        part.setValue(new StringType(table.sources().get(source)));
    }

    private static void exam(Parameters out, ExamReading reading, Map<Long, String> references) {
        var part = out.addParameter().setName("exam");
        Exam exam = reading.exam();
        exam.panel().ifPresent(row -> part.addPart().setName("panel").setValue(new Reference(references.get(row))));
        StrengthResult first = exam.grades().get(0);
        part.addPart().setName("start").setValue(instant(first.start()));
        part.addPart().setName("end").setValue(instant(first.end()));
        reading.scale().ifPresent(scale -> part.addPart().setName("scale").setValue(scale(scale)));
        exam.scales().forEach((scale, count) -> {
            if (!reading.scale().filter(scale::equals).isPresent()) {
                var other = part.addPart().setName("scale-not-used");
                other.addPart().setName("scale").setValue(scale(scale));
                other.addPart().setName("grades").setValue(new IntegerType(Math.toIntExact(count)));
            }
        });
    }

    private static InstantType instant(Instant time) {
        return new InstantType(Date.from(time), TemporalPrecisionEnum.MILLI, TimeZone.getTimeZone("UTC"));
    }

    private static UriType scale(String name) {
        return new UriType(Guide.BASE + "/CodeSystem/" + name);
    }

    private void finding(Parameters out, Finding finding, ExamReading reading, Map<Long, String> references) {
        StrengthResult result = reading.exam().grades().stream()
                .filter(grade -> grade.row() == finding.row())
                .findFirst()
                .orElseThrow();
        var part = out.addParameter().setName("finding");
        part.addPart().setName("grade-of").setValue(new Reference(references.get(finding.row())));
        part.addPart().setName("movement").setValue(items.coding(result.item()));
        if (finding.side() != Side.NONE) {
            part.addPart().setName("side").setValue(new CodeType(word(finding.side())));
        }
        result.value()
                .ifPresent(value ->
                        part.addPart().setName("grade").setValue(new Coding(value.system(), value.code(), null)));
        part.addPart()
                .setName("reading")
                .setValue(new CodeType(finding.reading().name().toLowerCase(Locale.ROOT)));
    }

    private void pattern(Parameters out, Judgement judgement, PatternLine line, Map<Long, Reference> grades) {
        var part = out.addParameter().setName("pattern");
        PatternId id = judgement.pattern();
        part.addPart().setName("code").setValue(new CodeType(id.code()));
        part.addPart().setName("display").setValue(new StringType(line.display()));
        id.side().ifPresent(side -> part.addPart().setName("side").setValue(new CodeType(word(side))));
        id.part().ifPresent(which -> part.addPart().setName("which").setValue(new StringType(which(id, which))));
        part.addPart()
                .setName("verdict")
                .setValue(new CodeType(judgement.verdict().code()));
        judgement.reasons().forEach(reason -> part.addPart().setName("reason").setValue(new StringType(reason)));
        grades(part, "for", judgement.speaksFor(), grades);
        grades(part, "against", judgement.speaksAgainst(), grades);
        judgement.missing().forEach(movement -> missing(part, movement));
        if (judgement.isCompatible()) {
            line.lesionLevels()
                    .forEach(level -> part.addPart().setName("lesion-level").setValue(new CodeType(level)));
        }
    }

    private static void grades(
            ParametersParameterComponent pattern, String name, List<Finding> findings, Map<Long, Reference> grades) {
        findings.stream()
                .filter(finding -> grades.containsKey(finding.row()))
                .forEach(finding -> pattern.addPart().setName(name).setValue(grades.get(finding.row())));
    }

    private String which(PatternId id, String which) {
        return id.code().equals("single-plexus") ? anatomy.plexus(which).display() : which;
    }

    private void missing(ParametersParameterComponent pattern, SidedMovement movement) {
        var part = pattern.addPart().setName("missing");
        String display =
                anatomy.movement(movement.movement()).map(Movement::display).orElse(null);
        part.addPart().setName("movement").setValue(new Coding(StrengthCodes.MOVEMENT, movement.movement(), display));
        part.addPart().setName("side").setValue(new CodeType(word(movement.side())));
    }

    private static void level(Parameters out, FittingCauses.Level level) {
        var part = out.addParameter().setName("lesion-level");
        part.addPart().setName("level").setValue(level.level());
        level.groups().forEach(group -> part.addPart().setName("cause-group").setValue(group));
        level.causes().forEach(cause -> part.addPart().setName("cause").setValue(cause));
    }

    private Reference reference(StrengthResult grade, Map<Long, String> references) {
        String side = grade.side() == Side.NONE ? "" : ", " + word(grade.side());
        String value = grade.value().map(code -> ": " + code.code()).orElse("");
        return new Reference(references.get(grade.row()))
                .setDisplay(items.coding(grade.item()).getDisplay() + side + value);
    }

    private static String word(Side side) {
        return side.name().toLowerCase(Locale.ROOT);
    }
}
