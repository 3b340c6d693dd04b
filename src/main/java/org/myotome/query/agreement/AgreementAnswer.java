package org.myotome.query.agreement;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.UriType;
import org.myotome.query.AskedItems;

/** Writes what was computed as Parameters. Decimals have six places. */
final class AgreementAnswer {

    /** By code, then left before right. */
    static final Comparator<Optional<RatedItem>> ORDER = Comparator.comparing(
            item -> item.map(of -> of.code() + " " + of.side().ordinal()).orElse(""));

    /** With fewer pairs the large-sample variances say nothing; the number is Myotome's. */
    static final int LEAST_PAIRS = 10;

    private static final int PLACES = 6;

    private final GradeScales scales;
    private final AskedItems items;

    AgreementAnswer(GradeScales scales, AskedItems items) {
        this.scales = scales;
        this.items = items;
    }

    /**
     * @param scale empty if no pair was found and none was asked for
     * @param grades that had one rater, paired or not
     * @param tables by item, or one for all; none if no pair was found
     */
    Parameters of(
            Optional<RankedScale> scale,
            Duration within,
            long grades,
            Map<Optional<RatedItem>, AgreementTable> tables,
            AskedRaters raters,
            Runnable check) {
        Parameters out = new Parameters();
        scale.ifPresent(of -> out.addParameter().setName("scale").setValue(new UriType(of.url())));
        out.addParameter("within", within.toString());
        out.addParameter().setName("grades").setValue(new IntegerType(Math.toIntExact(grades)));
        out.addParameter()
                .setName("pairs")
                .setValue(new IntegerType(tables.values().stream()
                        .mapToInt(table -> table.pairs().size())
                        .sum()));
        tables.forEach((item, table) -> add(out.addParameter().setName("agreement"), item, table, raters, check));
        if (tables.isEmpty()) {
            out.addParameter(
                    "note",
                    "No two grades of the same patient, movement, side and scale were given by two raters within "
                            + within + ".");
        }
        return out;
    }

    private void add(
            ParametersParameterComponent part,
            Optional<RatedItem> item,
            AgreementTable table,
            AskedRaters raters,
            Runnable check) {
        item.ifPresent(of -> {
            part.addPart().setName("item").setValue(items.coding(of.code()));
            part.addPart()
                    .setName("side")
                    .setValue(new CodeType(of.side().name().toLowerCase(Locale.ROOT)));
        });
        List<int[]> patients = table.cellsByPatient();
        number(part, "pairs", table.pairs().size());
        number(part, "patients", patients.size());
        number(part, "raters", table.raters().size());
        part.addPart().setName("order").setValue(new CodeType(table.isByRater() ? "by-rater" : "by-time"));
        if (table.isByRater()) {
            for (int i = 0; i < 2; i++) {
                part.addPart()
                        .setName("rater" + (i + 1))
                        .setValue(new Reference(raters.name(table.raters().get(i))));
            }
        }
        addGrades(part, table);
        if (table.pairs().size() < LEAST_PAIRS) {
            note(
                    part,
                    "Too few pairs for coefficients: there are " + table.pairs().size() + ", and at least "
                            + LEAST_PAIRS + " are needed. Ask for more movements, a longer time or a wider window.");
            return;
        }
        CoefficientParts.add(part, table, patients, check);
        if (patients.size() < PatientBootstrap.LEAST_PATIENTS) {
            note(
                    part,
                    "No patient bootstrap: there are " + patients.size() + " patients, and at least "
                            + PatientBootstrap.LEAST_PATIENTS
                            + " are needed. The intervals from standard errors take all pairs for independent, and are too "
                            + "narrow where a patient has several.");
        }
    }

    private void addGrades(ParametersParameterComponent part, AgreementTable table) {
        RankedScale scale = table.scale();
        double[][] counts = table.counts();
        double same = 0;
        for (int k = 0; k < scale.size(); k++) {
            double first = 0;
            double second = 0;
            for (int l = 0; l < scale.size(); l++) {
                first += counts[k][l];
                second += counts[l][k];
            }
            same += counts[k][k];
            ParametersParameterComponent grade = part.addPart().setName("grade");
            grade.addPart()
                    .setName("grade")
                    .setValue(scales.coding(scale.grades().get(k)));
            number(grade, "rater1", first);
            number(grade, "rater2", second);
            number(grade, "both", counts[k][k]);
            if (first + second > 0) {
                decimal(grade, "agreement", 2 * counts[k][k] / (first + second));
            }
        }
        for (int k = 0; k < scale.size(); k++) {
            for (int l = 0; l < scale.size(); l++) {
                if (counts[k][l] > 0) {
                    ParametersParameterComponent cell = part.addPart().setName("cell");
                    cell.addPart()
                            .setName("rater1")
                            .setValue(new CodeType(scale.grades().get(k).code()));
                    cell.addPart()
                            .setName("rater2")
                            .setValue(new CodeType(scale.grades().get(l).code()));
                    number(cell, "count", counts[k][l]);
                }
            }
        }
        decimal(part, "observed", same / table.pairs().size());
    }

    static void note(ParametersParameterComponent part, String text) {
        part.addPart().setName("note").setValue(new StringType(text));
    }

    static void number(ParametersParameterComponent part, String name, double count) {
        part.addPart().setName(name).setValue(new IntegerType((int) count));
    }

    static void decimal(ParametersParameterComponent part, String name, double value) {
        part.addPart()
                .setName(name)
                .setValue(new DecimalType(new BigDecimal(value).setScale(PLACES, RoundingMode.HALF_EVEN)));
    }
}
