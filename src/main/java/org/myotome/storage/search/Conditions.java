package org.myotome.storage.search;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.RuntimeSearchParam;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.jpa.searchparam.util.JpaParamUtil;
import ca.uhn.fhir.model.api.IQueryParameterAnd;
import ca.uhn.fhir.model.api.IQueryParameterType;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.rest.api.QualifiedParamList;
import ca.uhn.fhir.rest.api.RestSearchParameterTypeEnum;
import ca.uhn.fhir.rest.param.DateParam;
import ca.uhn.fhir.rest.param.DateRangeParam;
import ca.uhn.fhir.rest.param.NumberParam;
import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.param.TokenParam;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry.SearchParamLookupContextEnum;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.myotome.storage.search.Condition.OfResource;
import org.myotome.storage.search.Condition.Reach;

/** Makes conditions of the parameters of a search, of which HAPI's own classes read the values. */
final class Conditions {

    private static final Set<RestSearchParameterTypeEnum> PLAIN = Set.of(
            RestSearchParameterTypeEnum.TOKEN,
            RestSearchParameterTypeEnum.REFERENCE,
            RestSearchParameterTypeEnum.DATE,
            RestSearchParameterTypeEnum.NUMBER);

    private static final String LAST_UPDATED = "_lastUpdated";

    private final FhirContext fhir;
    private final ISearchParamRegistry searchParams;
    private final Cohorts cohorts;

    Conditions(FhirContext fhir, ISearchParamRegistry searchParams, Cohorts cohorts) {
        this.fhir = fhir;
        this.searchParams = searchParams;
        this.cohorts = cohorts;
    }

    /**
     * @param rewriting what is done to the parameters of every search before it is made
     * @param byCohort whether the rows of cohorts may be used; asked only if there is a use for them
     * @return all conditions; empty if the search has anything that is not plain, or wrong
     */
    Optional<List<Condition>> of(
            SearchQuery query, UnaryOperator<SearchParameterMap> rewriting, BooleanSupplier byCohort) {
        try {
            SearchParameterMap map = new SearchParameterMap();
            List<Condition> conditions = new ArrayList<>();
            for (Map.Entry<String, List<String>> parameter : query.conditions().entrySet()) {
                if (!read(query.type(), parameter.getKey(), parameter.getValue(), map, conditions)) {
                    return Optional.empty();
                }
            }
            SearchParameterMap asked = rewriting.apply(map);
            if (cohorts.isOne(query.type(), asked) && byCohort.getAsBoolean()) {
                conditions.add(cohorts.take(asked));
            }
            return compiled(query.type(), asked, conditions);
        } catch (DataFormatException | InvalidRequestException | IllegalArgumentException wrong) {
            // HAPI says what is wrong with it.
            return Optional.empty();
        }
    }

    private boolean read(
            String type, String name, List<String> values, SearchParameterMap map, List<Condition> conditions) {
        if (values.stream().anyMatch(value -> value.isBlank() || value.indexOf('\\') >= 0)) {
            return false;
        }
        List<QualifiedParamList> lists = values.stream()
                .map(value -> QualifiedParamList.splitQueryStringByCommasIgnoreEscape(null, value))
                .toList();
        if (name.equals(LAST_UPDATED)) {
            return updated(name, lists).map(conditions::add).orElse(false);
        }
        if (name.equals("_id")) {
            return ids(type, lists).map(conditions::addAll).orElse(false);
        }
        RuntimeSearchParam parameter = parameter(type, name);
        if (parameter == null
                || name.startsWith("_")
                || !PLAIN.contains(parameter.getParamType())
                        && parameter.getParamType() != RestSearchParameterTypeEnum.COMPOSITE) {
            return false;
        }
        map.add(name, JpaParamUtil.parseQueryParams(searchParams, fhir, parameter, name, lists));
        return true;
    }

    private @Nullable RuntimeSearchParam parameter(String type, String name) {
        return searchParams.getActiveSearchParam(type, name, SearchParamLookupContextEnum.SEARCH);
    }

    private Optional<Condition> updated(String name, List<QualifiedParamList> lists) {
        DateRangeParam range = new DateRangeParam();
        range.setValuesAsQueryTokens(fhir, name, lists);
        return Dates.updated(
                dates(JpaParamUtil.parseQueryParams(fhir, RestSearchParameterTypeEnum.DATE, name, lists)), range);
    }

    private static Optional<List<Condition>> ids(String type, List<QualifiedParamList> lists) {
        boolean plain = lists.stream()
                .flatMap(List::stream)
                .allMatch(id -> References.ID.matcher(id).matches());
        return plain
                ? Optional.of(lists.stream()
                        .<Condition>map(ids -> new OfResource(
                                References.isOneOf(
                                        "r.RES_ID",
                                        ids.stream()
                                                .map(id -> new References.Target(type, id))
                                                .toList()),
                                Reach.FEW))
                        .toList())
                : Optional.empty();
    }

    private Optional<List<Condition>> compiled(String type, SearchParameterMap map, List<Condition> conditions) {
        for (Map.Entry<String, List<List<IQueryParameterType>>> entry : map.entrySet()) {
            RuntimeSearchParam parameter = parameter(type, entry.getKey());
            if (parameter == null || !PLAIN.contains(parameter.getParamType())) {
                return Optional.empty();
            }
            Optional<List<Condition>> more = compiled(type, parameter, entry.getValue());
            if (more.isEmpty()) {
                return Optional.empty();
            }
            conditions.addAll(more.get());
        }
        return Optional.of(conditions);
    }

    private static Optional<List<Condition>> compiled(
            String type, RuntimeSearchParam parameter, List<List<IQueryParameterType>> lists) {
        String name = parameter.getName();
        return switch (parameter.getParamType()) {
            case TOKEN -> each(lists, TokenParam.class, tokens -> Tokens.any(type, name, tokens));
            case REFERENCE -> each(lists, ReferenceParam.class, targets -> References.any(type, parameter, targets));
            case NUMBER -> each(lists, NumberParam.class, numbers -> Numbers.any(type, name, numbers));
            default ->
                lists.stream().allMatch(dates -> dates.size() == 1)
                        ? Dates.all(type, name, cast(lists.stream().flatMap(List::stream), DateParam.class))
                                .map(List::of)
                        : Optional.empty();
        };
    }

    private static <T> Optional<List<Condition>> each(
            List<List<IQueryParameterType>> lists, Class<T> type, Function<List<T>, Optional<Condition>> compile) {
        List<Condition> conditions = lists.stream()
                .map(list -> compile.apply(cast(list.stream(), type)))
                .flatMap(Optional::stream)
                .toList();
        return conditions.size() == lists.size() ? Optional.of(conditions) : Optional.empty();
    }

    private static <T> List<T> cast(Stream<?> values, Class<T> type) {
        return values.<T>map(type::cast).toList();
    }

    private static List<DateParam> dates(IQueryParameterAnd<?> parameter) {
        return cast(
                parameter.getValuesAsQueryTokens().stream().flatMap(any -> any.getValuesAsQueryTokens().stream()),
                DateParam.class);
    }
}
