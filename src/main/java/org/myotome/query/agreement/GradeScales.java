package org.myotome.query.agreement;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Coding;
import org.myotome.RequestProblem;
import org.myotome.guide.Guide;
import org.myotome.guide.ScaleGrades;
import org.myotome.strength.Grade;

/** The scales of the guide, their grades ranked. */
final class GradeScales {

    private final Map<String, RankedScale> scales = new TreeMap<>();
    private final ScaleGrades grades;

    private record Ordered(Grade grade, BigDecimal order) {}

    GradeScales(Guide guide) {
        grades = new ScaleGrades(guide);
        grades.all().stream()
                .flatMap(grade -> grades.order(grade).map(order -> new Ordered(grade, order)).stream())
                .collect(Collectors.groupingBy(ordered -> ordered.grade().scale()))
                .forEach(this::add);
    }

    private void add(String name, List<Ordered> found) {
        List<Ordered> ordered =
                found.stream().sorted(Comparator.comparing(Ordered::order)).toList();
        List<BigDecimal> orders =
                ordered.stream().map(Ordered::order).distinct().toList();
        scales.put(
                name,
                new RankedScale(
                        coding(ordered.get(0).grade()).getSystem(),
                        ordered.stream().map(Ordered::grade).toList(),
                        ordered.stream().map(one -> orders.indexOf(one.order())).toList()));
    }

    /** All scales by their names. */
    Map<String, RankedScale> all() {
        return Map.copyOf(scales);
    }

    /** With its display. */
    Coding coding(Grade grade) {
        return grades.coding(grade).orElseThrow();
    }

    /**
     * @param nameOrUrl {@code mrc-muscle-grade}, or the url of that CodeSystem
     * @throws ca.uhn.fhir.rest.server.exceptions.InvalidRequestException if it is no scale
     */
    RankedScale of(String nameOrUrl) {
        return Stream.of(nameOrUrl)
                .flatMap(asked -> scales.values().stream()
                        .filter(scale -> asked.equals(scale.name()) || asked.equals(scale.url())))
                .findFirst()
                .orElseThrow(() -> RequestProblem.invalid("Parameter \"scale\" is \"" + nameOrUrl
                        + "\", which is no scale. The scales are: " + String.join(", ", scales.keySet()) + "."));
    }
}
