package org.myotome.query.trend;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.myotome.guide.ScoreRecipes;
import org.myotome.query.AskedItems;
import org.myotome.query.trend.Diagnoses.Diagnosis;
import org.myotome.query.trend.Measure.Kind;
import org.myotome.storage.projection.Code;
import org.myotome.storage.projection.Standing;
import org.myotome.storage.projection.StrengthResult;

/** Writes trends as a table (RFC 4180), one line for each result; what changed stands in the line of the later one. */
final class TrendCsv {

    static final String TYPE = "text/csv; charset=utf-8; header=present";

    private static final List<String> COLUMNS = List.of(
            "patient",
            "code",
            "display",
            "side",
            "scale",
            "unit",
            "start",
            "end",
            "grade",
            "value",
            "absent",
            "preliminary",
            "exam",
            "observation",
            "change",
            "size",
            "percent",
            "days",
            "per_30_days",
            "interrupted",
            "from_observation",
            "from_grade",
            "from_value");
    private static final String DIAGNOSIS = "diagnosis";
    private static final String FORMULA = "=+-@\t\r\n";

    private final CsvWriter table;
    private final Writer out;
    private final AskedItems items;
    private final boolean diagnosis;

    /**
     * Writes the names of the columns.
     *
     * @param stream which says when nobody reads any more; the Writer of a servlet would not
     */
    TrendCsv(OutputStream stream, AskedItems items, boolean diagnosis) {
        this.out = new OutputStreamWriter(stream, StandardCharsets.UTF_8);
        this.table = CsvWriter.builder().build(out);
        this.items = items;
        this.diagnosis = diagnosis;
        List<String> header = new ArrayList<>(COLUMNS);
        if (diagnosis) {
            header.add(DIAGNOSIS);
        }
        table.writeRecord(header);
    }

    void add(PatientTrend trend, String patient, Map<Long, String> references, List<Diagnosis> diagnoses) {
        String known = diagnoses.stream().map(Diagnosis::words).collect(Collectors.joining("; "));
        for (Series series : trend.series()) {
            for (StrengthResult point : series.points()) {
                List<String> line = line(patient, series, point, references);
                series.changes().stream()
                        .filter(change -> change.to().row() == point.row())
                        .findFirst()
                        .ifPresentOrElse(
                                change -> line.addAll(change(change, references)), () -> line.addAll(noChange()));
                if (diagnosis) {
                    line.add(harmless(known));
                }
                table.writeRecord(line);
            }
        }
    }

    /** The last line of a table that does not have everything: where the rest is. */
    void goesOn(String next) {
        List<String> line = new ArrayList<>(List.of("#next", next));
        while (line.size() < COLUMNS.size() + (diagnosis ? 1 : 0)) {
            line.add("");
        }
        table.writeRecord(line);
    }

    void flush() throws IOException {
        table.flush();
        out.flush();
    }

    private List<String> line(String patient, Series series, StrengthResult point, Map<Long, String> references) {
        Optional<Measure> measure = series.measure();
        return new ArrayList<>(List.of(
                patient,
                series.item().code(),
                String.valueOf(items.coding(series.item()).getDisplay()),
                series.side().name().toLowerCase(Locale.ROOT),
                measure.filter(one -> one.kind() == Kind.GRADE)
                        .map(one -> ScoreRecipes.nameOf(one.name()))
                        .orElse(""),
                measure.flatMap(Measure::unit).map(Code::code).orElse(""),
                point.start().toString(),
                point.end().equals(point.start()) ? "" : text(point.end()),
                grade(point),
                value(point),
                point.absentReason().map(Code::code).orElse(""),
                point.standing() == Standing.PRELIMINARY ? "true" : "",
                point.exam().isPresent() ? references.getOrDefault(point.exam().getAsLong(), "") : "",
                references.getOrDefault(point.row(), "")));
    }

    private static String text(Instant moment) {
        return moment.toString();
    }

    private static String grade(StrengthResult point) {
        return point.grade().map(grade -> grade.code()).orElse("");
    }

    private static String value(StrengthResult point) {
        return point.unit().isPresent() && point.amount().isPresent()
                ? plain(BigDecimal.valueOf(point.amount().getAsDouble())).toPlainString()
                : "";
    }

    private static List<String> change(Change change, Map<Long, String> references) {
        return List.of(
                change.direction().name().toLowerCase(Locale.ROOT) + (change.counts() ? "" : "-below-limit"),
                change.size().toPlainString(),
                change.percent().map(BigDecimal::toPlainString).orElse(""),
                change.days().toPlainString(),
                change.rate().toPlainString(),
                change.interrupted() ? "true" : "",
                references.getOrDefault(change.from().row(), ""),
                grade(change.from()),
                value(change.from()));
    }

    private static List<String> noChange() {
        return List.of("", "", "", "", "", "", "", "", "");
    }

    /** 60 and not 60.0. */
    static BigDecimal plain(BigDecimal amount) {
        BigDecimal stripped = amount.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    /** Words of senders must not become formulas of a spreadsheet. */
    private static String harmless(String cell) {
        return !cell.isEmpty() && FORMULA.indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
    }
}
