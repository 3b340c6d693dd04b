package org.myotome.query.trend;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.UriType;
import org.myotome.query.AskedItems;
import org.myotome.query.StrengthParts;
import org.myotome.query.trend.Diagnoses.Diagnosis;
import org.myotome.query.trend.Measure.Kind;
import org.myotome.storage.projection.Code;
import org.myotome.storage.projection.Standing;
import org.myotome.storage.projection.StrengthResult;

/** Writes the trend of a patient as Parameters that a program can read. */
final class TrendAnswer {

    private final AskedItems items;

    TrendAnswer(AskedItems items) {
        this.items = items;
    }

    Parameters of(
            String patient,
            PatientTrend trend,
            boolean points,
            Map<Long, String> references,
            List<Diagnosis> diagnoses,
            List<String> remarks) {
        Parameters answer = new Parameters();
        answer.addParameter().setName("patient").setValue(new Reference(patient));
        remarks.forEach(remark -> answer.addParameter("remark", remark));
        trend.series()
                .forEach(series ->
                        add(new StrengthParts(answer.addParameter().setName("series"), references), series, points));
        diagnoses.forEach(
                diagnosis -> add(new StrengthParts(answer.addParameter().setName("diagnosis"), references), diagnosis));
        return answer;
    }

    private void add(StrengthParts part, Series series, boolean points) {
        part.add("code", items.coding(series.item())).side(series.side());
        series.measure()
                .ifPresent(measure -> measure.unit()
                        .ifPresentOrElse(
                                unit -> part.add("unit", new CodeType(unit.code())),
                                () -> part.add("scale", new UriType(measure.name()))));
        if (points) {
            series.points().forEach(point -> {
                StrengthParts shown = result(part.with("point"), point);
                if (point.standing() == Standing.PRELIMINARY) {
                    shown.add("preliminary", new BooleanType(true));
                }
            });
        }
        series.changes().forEach(change -> add(part.with("change"), change, series));
    }

    private static StrengthParts result(StrengthParts part, StrengthResult result) {
        part.time(result.start(), result.end()).graded(result);
        result.unit()
                .filter(unit -> result.amount().isPresent())
                .ifPresent(unit -> part.add(
                        "value", quantity(BigDecimal.valueOf(result.amount().getAsDouble()), unit)));
        result.exam().ifPresent(exam -> part.reference("exam", exam));
        return part;
    }

    private static Quantity quantity(BigDecimal amount, String unit) {
        Code ucum = new Measure(Kind.FORCE, unit).unit().orElseThrow();
        return new Quantity()
                .setValue(TrendCsv.plain(amount))
                .setUnit(unit)
                .setSystem(ucum.system())
                .setCode(ucum.code());
    }

    private static void add(StrengthParts part, Change change, Series series) {
        part.add("direction", new CodeType(change.direction().name().toLowerCase(Locale.ROOT)));
        Kind kind = series.measure().orElseThrow().kind();
        switch (kind) {
            case GRADE -> part.add("grades", new IntegerType(change.size().intValueExact()));
            case SCORE -> part.add("points", new DecimalType(change.size()));
            case FORCE -> {
                part.add(
                        "difference",
                        quantity(change.size(), series.measure().orElseThrow().name()));
                change.percent().ifPresent(percent -> part.add("percent", new DecimalType(percent)));
                part.add("counts", new BooleanType(change.counts()));
            }
        }
        part.add("days", new DecimalType(change.days())).add("per-30-days", new DecimalType(change.rate()));
        if (change.interrupted()) {
            part.add("interrupted", new BooleanType(true));
        }
        result(part.with("from"), change.from());
        result(part.with("to"), change.to());
    }

    private static void add(StrengthParts part, Diagnosis diagnosis) {
        part.add("condition", new Reference(diagnosis.condition())).add("code", diagnosis.code());
        if (!diagnosis.status().isEmpty()) {
            part.add("clinical-status", new CodeType(diagnosis.status()));
        }
        diagnosis.causes().forEach(cause -> part.add("due-to", cause));
        diagnosis.implied().forEach(cause -> part.add("cause", cause));
    }
}
