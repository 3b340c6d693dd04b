package org.myotome.query.stats;

import java.math.BigDecimal;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationComponentComponent;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.UriType;
import org.myotome.guide.ScaleGrades;
import org.myotome.guide.ScoreRecipes;
import org.myotome.query.AskedItems;
import org.myotome.query.AskedTime;
import org.myotome.storage.projection.Code;
import org.myotome.strength.Grade;
import org.myotome.strength.Side;

/** Writes figures as R4 has them: an Observation for each group, with a component for each statistic. */
final class StatsAnswer {

    private static final String SNOMED = "http://snomed.info/sct";
    private static final String UCUM = "http://unitsofmeasure.org";
    private static final String ABSENT = "http://terminology.hl7.org/CodeSystem/data-absent-reason";
    private static final Map<Side, Coding> SIDES = Map.of(
            Side.LEFT, new Coding(SNOMED, "7771000", "Left (qualifier value)"),
            Side.RIGHT, new Coding(SNOMED, "24028007", "Right (qualifier value)"));

    /** A score is a number of points, whose square has no unit. */
    private static final Map<String, String> SQUARES = Map.of("N", "N2", "N.m", "N2.m2", "kPa", "kPa2");

    private final AskedItems items;
    private final ScaleGrades grades;

    StatsAnswer(AskedItems items, ScaleGrades grades) {
        this.items = items;
        this.grades = grades;
    }

    Parameters of(AskedStats asked, List<Group> groups, List<Observation> sources) {
        Parameters answer = new Parameters();
        for (Group group : groups) {
            answer.addParameter().setName("statistics").setResource(observation(asked, group));
            if (asked.histogram() && group.isOrdinal()) {
                histogram(answer.addParameter().setName("histogram"), group);
            }
        }
        sources.forEach(source -> answer.addParameter().setName("source").setResource(source));
        return answer;
    }

    private Observation observation(AskedStats asked, Group group) {
        Observation observation = new Observation().setStatus(ObservationStatus.FINAL);
        observation.setCode(new CodeableConcept(items.coding(group.item())));
        asked.subject().ifPresent(patient -> observation.setSubject(new Reference(patient)));
        period(observation, asked.time());
        group.side().map(SIDES::get).ifPresent(side -> observation.setBodySite(new CodeableConcept(side.copy())));
        group.scale().ifPresent(scale -> observation.setMethod(new CodeableConcept().setText(scale.name())));
        Figures figures = new Figures(group);
        asked.statistics().forEach(statistic -> add(observation, group, statistic, figures.of(statistic)));
        return observation;
    }

    private static void period(Observation observation, AskedTime time) {
        if (time.from().isPresent() || time.before().isPresent()) {
            Period period = new Period();
            time.from().ifPresent(from -> period.setStart(Date.from(from)));
            time.before().ifPresent(before -> period.setEnd(Date.from(before.minusMillis(1))));
            observation.setEffective(period);
        }
    }

    private void add(Observation observation, Group group, StatisticCode statistic, Figure figure) {
        if (figure instanceof Figure.Count count) {
            component(observation, statistic).setValue(integer(count.number()));
        } else if (figure instanceof Figure.Amount amount) {
            component(observation, statistic)
                    .setValue(quantity(amount, group.scale().orElseThrow().name()));
        } else if (figure instanceof Figure.Grades grades) {
            grades.grades()
                    .forEach(grade -> component(observation, statistic).setValue(new CodeableConcept(coding(grade))));
        } else {
            component(observation, statistic)
                    .setDataAbsentReason(new CodeableConcept(new Coding(ABSENT, "not-applicable", "Not Applicable")));
        }
    }

    private static ObservationComponentComponent component(Observation observation, StatisticCode statistic) {
        return observation
                .addComponent()
                .setCode(new CodeableConcept(new Coding(StatisticCode.SYSTEM, statistic.code(), statistic.display())));
    }

    private static Quantity quantity(Figure.Amount figure, String unit) {
        String code = switch (figure.power()) {
            case 0 -> "1";
            case 1 -> unit;
            default -> SQUARES.getOrDefault(unit, "1");
        };
        Quantity quantity = new Quantity()
                .setValue(decimal(figure.amount()))
                .setSystem(UCUM)
                .setCode(code);
        return code.equals("1") ? quantity : quantity.setUnit(code.equals("{score}") ? "score" : code);
    }

    /** All digits that the figure has, and no zeros after them. */
    private static BigDecimal decimal(double amount) {
        BigDecimal decimal = BigDecimal.valueOf(amount).stripTrailingZeros();
        return decimal.scale() < 0 ? decimal.setScale(0) : decimal;
    }

    private void histogram(ParametersParameterComponent histogram, Group group) {
        histogram.addPart().setName("code").setValue(items.coding(group.item()));
        histogram
                .addPart()
                .setName("side")
                .setValue(new CodeType(group.side()
                        .map(side -> side.name().toLowerCase(Locale.ROOT))
                        .orElse("pooled")));
        histogram
                .addPart()
                .setName("scale")
                .setValue(new UriType(group.scale().orElseThrow().name()));
        histogram.addPart().setName("not-tested").setValue(integer(group.notTested()));
        group.values().forEach(tally -> {
            Code grade = tally.value().orElseThrow();
            ParametersParameterComponent bar = histogram.addPart().setName("grade");
            bar.addPart().setName("value").setValue(coding(grade));
            bar.addPart().setName("count").setValue(integer(tally.count()));
        });
    }

    private static IntegerType integer(long number) {
        return new IntegerType(Math.toIntExact(number));
    }

    private Coding coding(Code grade) {
        return grades.coding(new Grade(ScoreRecipes.nameOf(grade.system()), grade.code()))
                .orElseThrow();
    }
}
