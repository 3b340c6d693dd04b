package org.myotome.storage.search;

import ca.uhn.fhir.model.api.TemporalPrecisionEnum;
import ca.uhn.fhir.rest.param.DateParam;
import ca.uhn.fhir.rest.param.DateRangeParam;
import ca.uhn.fhir.rest.param.ParamPrefixEnum;
import ca.uhn.fhir.util.DateUtils;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.myotome.storage.search.Condition.OfIndex;
import org.myotome.storage.search.Condition.OfResource;
import org.myotome.storage.search.Condition.Reach;

/** Dates as HAPI's DatePredicateBuilder reads them: to the day by their ordinals, more exactly by their instants. */
final class Dates {

    static final String TABLE = "HFJ_SPIDX_DATE";

    private static final Set<ParamPrefixEnum> FROM = EnumSet.of(
            ParamPrefixEnum.GREATERTHAN, ParamPrefixEnum.GREATERTHAN_OR_EQUALS, ParamPrefixEnum.STARTS_AFTER);
    private static final Set<ParamPrefixEnum> TO =
            EnumSet.of(ParamPrefixEnum.LESSTHAN, ParamPrefixEnum.LESSTHAN_OR_EQUALS, ParamPrefixEnum.ENDS_BEFORE);

    private Dates() {}

    /** @param dates which must all be met by the same date; one, or the two ends of a range */
    static Optional<Condition> all(String type, String parameter, List<DateParam> dates) {
        if (!isPlain(dates)) {
            return Optional.empty();
        }
        List<Sql> conditions = new ArrayList<>();
        conditions.add(Sql.of("HASH_IDENTITY = ?", Identity.of(type, parameter)));
        dates.forEach(date -> conditions.add(column(date)));
        return Optional.of(new OfIndex(TABLE, "RES_ID", Sql.all(conditions), Reach.MANY, Optional.empty()));
    }

    /**
     * When the resource was last written.
     *
     * @param range the same dates as HAPI makes a range of them, which is not always what it makes of each
     */
    static Optional<Condition> updated(List<DateParam> dates, DateRangeParam range) {
        if (!isPlain(dates)) {
            return Optional.empty();
        }
        List<Sql> ends = new ArrayList<>();
        end("r.RES_UPDATED >= ?", range.getLowerBoundAsInstant()).ifPresent(ends::add);
        end("r.RES_UPDATED <= ?", range.getUpperBoundAsInstant()).ifPresent(ends::add);
        return Optional.of(new OfResource(Sql.all(ends), Reach.MANY));
    }

    private static Optional<Sql> end(String condition, @Nullable Date instant) {
        return Optional.ofNullable(instant).map(end -> Sql.of(condition, new Timestamp(end.getTime())));
    }

    /** HAPI refuses what sets one end of a range twice. */
    private static boolean isPlain(List<DateParam> dates) {
        boolean each = dates.stream()
                .allMatch(date -> date.getMissing() == null
                        && date.getValue() != null
                        && (isEqual(date) || FROM.contains(date.getPrefix()) || TO.contains(date.getPrefix())));
        boolean range = dates.size() == 2
                && dates.stream()
                                .filter(date -> FROM.contains(date.getPrefix()))
                                .count()
                        == 1
                && dates.stream().filter(date -> TO.contains(date.getPrefix())).count() == 1;
        return each && (dates.size() == 1 || range);
    }

    private static boolean isEqual(DateParam date) {
        return date.getPrefix() == null || date.getPrefix() == ParamPrefixEnum.EQUAL;
    }

    private static Sql column(DateParam date) {
        boolean toTheDay = date.getPrecision().ordinal() <= TemporalPrecisionEnum.DAY.ordinal();
        String low = toTheDay ? "SP_VALUE_LOW_DATE_ORDINAL" : "SP_VALUE_LOW";
        String high = toTheDay ? "SP_VALUE_HIGH_DATE_ORDINAL" : "SP_VALUE_HIGH";
        DateRangeParam range = new DateRangeParam(date);
        if (isEqual(date)) {
            Object from = lower(range, toTheDay);
            Object to = upper(range, toTheDay);
            return Sql.of(
                    low + " >= ? and " + low + " <= ? and " + high + " <= ? and " + high + " >= ?", from, to, to, from);
        }
        return switch (date.getPrefix()) {
            case STARTS_AFTER -> Sql.of(low + " >= ?", lower(range, toTheDay));
            case ENDS_BEFORE -> Sql.of(high + " <= ?", upper(range, toTheDay));
            case LESSTHAN, LESSTHAN_OR_EQUALS -> Sql.of(low + " <= ?", upper(range, toTheDay));
            default -> Sql.of(high + " >= ?", lower(range, toTheDay));
        };
    }

    private static Object lower(DateRangeParam range, boolean toTheDay) {
        return toTheDay
                ? range.getLowerBoundAsDateInteger()
                : new Timestamp(range.getLowerBoundAsInstant().getTime());
    }

    private static Object upper(DateRangeParam range, boolean toTheDay) {
        if (!toTheDay) {
            return new Timestamp(range.getUpperBoundAsInstant().getTime());
        }
        DateParam end = range.getUpperBound();
        // A year or a month ends with its last day.
        return end.getPrecision().ordinal() <= TemporalPrecisionEnum.MONTH.ordinal()
                ? Integer.valueOf(DateUtils.getCompletedDate(end.getValueAsString())
                        .getRight()
                        .replace("-", ""))
                : range.getUpperBoundAsDateInteger();
    }
}
