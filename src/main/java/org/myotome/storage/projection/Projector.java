package org.myotome.storage.projection;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Observation;
import org.jspecify.annotations.Nullable;
import org.myotome.guide.Guide;
import org.myotome.guide.StrengthCodes;

/** Says what the row of an Observation holds. An Observation of anything but strength has none. */
public final class Projector {

    /** Where a panel refers to its members. */
    static final String MEMBER = "Observation.hasMember";

    private static final String SUBJECT = "Observation.subject";
    private static final String PERFORMER = "Observation.performer";
    private static final String METHOD = Guide.BASE + "/CodeSystem/strength-method";

    private final StrengthCodes strength;
    private final StrengthValues values;
    private final Codes codes;
    private final Cohorts cohorts;

    /**
     * The movement and side of a grade, by which searches find it.
     *
     * @param order the value of search parameter {@code grade-order}
     */
    public record Cohort(long identity, BigDecimal order) {}

    /** Knows cohorts. */
    public interface Cohorts {

        /** Empty if it is in none. */
        Optional<Cohort> of(Observation observation);
    }

    Projector(StrengthCodes strength, StrengthValues values, Codes codes, Cohorts cohorts) {
        this.cohorts = cohorts;
        this.strength = strength;
        this.values = values;
        this.codes = codes;
    }

    /** Whether the Observation has members whose rows must name it. */
    boolean isExam(Observation observation) {
        return strength.isExam(observation);
    }

    /**
     * The row, without its exam, of which an Observation knows nothing.
     *
     * @param resource its own row
     * @param targets what it refers to; of several performers it is one person if there is one Practitioner or PractitionerRole
     */
    Optional<StrengthRow> row(Observation observation, long resource, long version, Collection<Target> targets) {
        Optional<Long> patient = targets.stream()
                .filter(target ->
                        target.type().equals("Patient") && target.path().startsWith(SUBJECT))
                .map(Target::row)
                .findFirst();
        Optional<EffectiveTime> time = EffectiveTime.of(observation.getEffective());
        Optional<Code> item = item(observation);
        if (patient.isEmpty() || time.isEmpty() || item.isEmpty()) {
            return Optional.empty();
        }
        Optional<StrengthValues.Value> value = values.of(observation, strength.grade(observation));
        Optional<Cohort> cohort = cohorts.of(observation);
        return Optional.of(new StrengthRow(
                resource,
                patient.get(),
                time.get().start(),
                time.get().end(),
                null,
                performer(targets).orElse(null),
                cohort.map(Cohort::identity).orElse(null),
                Math.toIntExact(version),
                codes.number(item.get()),
                number(value.map(StrengthValues.Value::code)),
                number(first(observation.getDataAbsentReason(), system -> true)),
                number(first(observation.getMethod(), METHOD::equals)),
                strength.side(observation).ordinal(),
                Standing.of(observation.getStatus()).ordinal(),
                source(observation).orElse(null),
                cohort.map(Cohort::order)
                        .or(() -> value.flatMap(StrengthValues.Value::amount))
                        .orElse(null)));
    }

    private Optional<Code> item(Observation observation) {
        return strength.isResult(observation) || strength.isExam(observation)
                ? Stream.of(
                                StrengthCodes.MOVEMENT,
                                StrengthCodes.KEY_MUSCLE,
                                StrengthCodes.MEASURE,
                                StrengthCodes.LOINC)
                        .flatMap(system -> first(observation.getCode(), system::equals).stream())
                        .findFirst()
                : Optional.empty();
    }

    /** None for a code that is too long to be one. */
    private @Nullable Integer number(Optional<Code> code) {
        return code.filter(one -> isShort(one.system()) && isShort(one.code()))
                .map(codes::number)
                .orElse(null);
    }

    private static boolean isShort(String text) {
        return text.length() <= ProjectionTables.LONGEST;
    }

    private static Optional<Code> first(CodeableConcept concept, Predicate<String> system) {
        return concept.getCoding().stream()
                .filter(Coding::hasCode)
                .map(coding -> new Code(coding.hasSystem() ? coding.getSystem() : "", coding.getCode()))
                .filter(code -> system.test(code.system()))
                .findFirst();
    }

    private static Optional<String> source(Observation observation) {
        return Optional.ofNullable(observation.getMeta().getSource())
                .map(source -> source.replaceFirst("#.*", ""))
                .filter(source -> !source.isEmpty() && isShort(source));
    }

    private static Optional<Long> performer(Collection<Target> targets) {
        List<Target> performers = targets.stream()
                .filter(target -> target.path().equals(PERFORMER))
                .distinct()
                .toList();
        Set<Long> people = performers.stream()
                .filter(target -> target.type().startsWith("Practitioner"))
                .map(Target::row)
                .collect(Collectors.toSet());
        return people.size() == 1
                ? people.stream().findFirst()
                : performers.size() == 1 ? Optional.of(performers.get(0).row()) : Optional.empty();
    }

    /** The members of a panel that is not withdrawn, whose rows have to name it. */
    static List<Long> members(StrengthRow exam, Collection<Target> targets) {
        return exam.standing() == Standing.WITHDRAWN.ordinal()
                ? List.of()
                : targets.stream()
                        .filter(target -> target.path().equals(MEMBER))
                        .map(Target::row)
                        .distinct()
                        .toList();
    }
}
