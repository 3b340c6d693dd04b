package org.myotome.storage.search;

import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.context.support.ValidationSupportContext;
import ca.uhn.fhir.context.support.ValueSetExpansionOptions;
import ca.uhn.fhir.jpa.migrate.taskdef.BaseTask;
import ca.uhn.fhir.jpa.model.config.PartitionSettings;
import ca.uhn.fhir.jpa.model.entity.ResourceIndexedSearchParamNumber;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.model.api.IQueryParameterType;
import ca.uhn.fhir.rest.param.NumberParam;
import ca.uhn.fhir.rest.param.TokenParam;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.ValueSet;
import org.jspecify.annotations.Nullable;
import org.myotome.guide.Guide;
import org.myotome.storage.projection.ProjectionTables;
import org.myotome.storage.projection.Projector.Cohort;
import org.myotome.storage.search.Condition.OfIndex;
import org.myotome.storage.search.Condition.Path;
import org.myotome.storage.search.Condition.Reach;

/**
 * The question that researchers ask: who has less than this grade in this movement on this side? The row of a grade in the
 * projection has its movement and side as one number, so that the answer is one range of one index, however many other grades
 * there are. These numbers come from the guide's value sets, so that there are only so many.
 */
public final class Cohorts {

    static final String GRADE_ORDER = "grade-order";
    static final String SIDE = "body-site";
    static final String MOVEMENT = "code";
    static final String OBSERVATION = "Observation";

    private static final String ORDINAL_VALUE = "http://hl7.org/fhir/StructureDefinition/ordinalValue";

    /** The index row of a grade for which its cohort does not fully stand. */
    static final String ODD = GRADE_ORDER + "$odd";

    private final PartitionSettings partitions = new PartitionSettings();

    /** The code systems by the codes. */
    private final Map<String, String> movements;

    private final Map<String, String> sides;

    public Cohorts(Guide guide) {
        this.movements = codes(guide, "tested-movement");
        this.sides = codes(guide, "lateralised-site");
    }

    private static Map<String, String> codes(Guide guide, String valueSet) {
        IValidationSupport support = guide.validationSupport();
        var expansion = support.expandValueSet(
                new ValidationSupportContext(support),
                new ValueSetExpansionOptions(),
                Guide.BASE + "/ValueSet/" + valueSet);
        if (expansion == null || !(expansion.getValueSet() instanceof ValueSet codes)) {
            throw new IllegalStateException("ValueSet " + valueSet + " does not expand");
        }
        return codes.getExpansion().getContains().stream()
                .collect(Collectors.toMap(
                        ValueSet.ValueSetExpansionContainsComponent::getCode,
                        ValueSet.ValueSetExpansionContainsComponent::getSystem));
    }

    /** What marks the odd grades of an older database. */
    public BaseTask migration() {
        return CohortMigration.of(movements, sides);
    }

    /** What removes the rows that cohorts had before the projection, after {@link #migration}. */
    public BaseTask removal() {
        return CohortMigration.removal(movements.keySet(), sides.keySet());
    }

    /** Empty if there is not one grade of one movement on one side that the guide knows. */
    public Optional<Cohort> of(Observation observation) {
        List<BigDecimal> orders = orders(observation);
        List<String> movement =
                known(observation.getCode().getCoding(), movements).toList();
        List<String> side = known(observation.getBodySite().getCoding(), sides).toList();
        return orders.size() == 1 && movement.size() == 1 && side.size() == 1
                ? Optional.of(new Cohort(Identity.of(OBSERVATION, name(movement.get(0), side.get(0))), orders.get(0)))
                : Optional.empty();
    }

    private static List<BigDecimal> orders(Observation observation) {
        return observation.getValue() instanceof CodeableConcept grade
                ? grade.getCoding().stream()
                        .flatMap(coding -> coding.getExtensionsByUrl(ORDINAL_VALUE).stream())
                        .map(Extension::getValue)
                        .filter(DecimalType.class::isInstance)
                        .map(order -> ((DecimalType) order).getValue())
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList()
                : List.of();
    }

    /**
     * The further rows of a grade that a search may find although it is in no cohort, or in another one.
     *
     * @param numbers all rows of the Observation that have a number
     */
    public Collection<ResourceIndexedSearchParamNumber> odd(
            Observation observation, Collection<ResourceIndexedSearchParamNumber> numbers) {
        List<Coding> movement = observation.getCode().getCoding();
        List<Coding> side = observation.getBodySite().getCoding();
        boolean unknown = known(movement, movements).findAny().isEmpty()
                || known(side, sides).findAny().isEmpty();
        boolean plain =
                (unknown || of(observation).isPresent()) && !isForeign(movement, movements) && !isForeign(side, sides);
        return plain
                ? List.of()
                : numbers.stream()
                        .filter(number -> GRADE_ORDER.equals(number.getParamName()))
                        .map(grade ->
                                new ResourceIndexedSearchParamNumber(partitions, OBSERVATION, ODD, grade.getValue()))
                        .toList();
    }

    private static Stream<String> known(List<Coding> codings, Map<String, String> systems) {
        return codings.stream()
                .filter(coding -> coding.hasSystem() && coding.getSystem().equals(systems.get(coding.getCode())))
                .map(Coding::getCode)
                .distinct();
    }

    /** Whether a search by the code alone finds it by the code of another system. */
    private static boolean isForeign(List<Coding> codings, Map<String, String> systems) {
        return codings.stream()
                .anyMatch(coding -> systems.containsKey(coding.getCode())
                        && !systems.get(coding.getCode()).equals(coding.getSystem()));
    }

    static String name(String movement, String side) {
        return GRADE_ORDER + "$" + movement + "$" + side;
    }

    /** Whether a search has the conditions of such a question. */
    boolean isOne(String type, SearchParameterMap search) {
        return type.equals(OBSERVATION)
                && one(search.get(MOVEMENT), movements).isPresent()
                && one(search.get(SIDE), sides).isPresent()
                && grades(search.get(GRADE_ORDER)).isPresent();
    }

    /**
     * Takes these conditions out of the search and makes one of them.
     *
     * @param search {@linkplain #isOne such a question}
     */
    OfIndex take(SearchParameterMap search) {
        String movement = one(search.remove(MOVEMENT), movements).orElseThrow();
        String side = one(search.remove(SIDE), sides).orElseThrow();
        Sql where = Sql.of("COHORT = ?", Identity.of(OBSERVATION, name(movement, side)))
                .and(grades(search.remove(GRADE_ORDER)).orElseThrow());
        Path path = new Path("COHORT", Optional.of("AMOUNT"), Sql.of(""), Optional.of(GradeCounts.TABLE));
        return new OfIndex(ProjectionTables.STRENGTH, "RES_ID", where, Reach.SOME, Optional.of(path));
    }

    private static Optional<String> one(@Nullable List<List<IQueryParameterType>> lists, Map<String, String> systems) {
        if (lists == null || lists.size() != 1 || lists.get(0).size() != 1) {
            return Optional.empty();
        }
        return lists.get(0).get(0) instanceof TokenParam token
                        && token.getModifier() == null
                        && token.getMissing() == null
                        && token.getValue() != null
                        && systems.containsKey(token.getValue())
                        && (token.getSystem() == null || token.getSystem().equals(systems.get(token.getValue())))
                ? Optional.of(token.getValue())
                : Optional.empty();
    }

    /** A grade has one order, so that all conditions are about the same row. */
    private static Optional<Sql> grades(@Nullable List<List<IQueryParameterType>> lists) {
        if (lists == null) {
            return Optional.empty();
        }
        List<Sql> ranges = lists.stream()
                .map(list -> Numbers.ranges(
                        "AMOUNT", list.stream().map(NumberParam.class::cast).toList()))
                .flatMap(Optional::stream)
                .toList();
        return ranges.size() == lists.size() ? Optional.of(Sql.all(ranges)) : Optional.empty();
    }
}
