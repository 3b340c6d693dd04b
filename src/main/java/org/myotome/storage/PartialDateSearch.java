package org.myotome.storage;

import ca.uhn.fhir.context.RuntimeSearchParam;
import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.model.api.IQueryParameterType;
import ca.uhn.fhir.rest.api.RestSearchParameterTypeEnum;
import ca.uhn.fhir.rest.param.DateParam;
import ca.uhn.fhir.rest.param.HasParam;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry.SearchParamLookupContextEnum;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.myotome.FhirInterceptor;

/**
 * Gives {@code ge2026} and {@code le2026-11} their first and their last day. FHIR R4 (search, date) counts what lies within
 * the year or the month; HAPI would find nothing of it, and an empty page is an answer that people believe.
 */
final class PartialDateSearch implements FhirInterceptor {

    private static final Pattern PARTIAL = Pattern.compile("(ge|le)(\\d{4})(?:-(0[1-9]|1[0-2]))?");

    private final ISearchParamRegistry searchParams;

    PartialDateSearch(ISearchParamRegistry searchParams) {
        this.searchParams = searchParams;
    }

    @Hook(Pointcut.STORAGE_PRESEARCH_REGISTERED)
    public void rewrite(SearchParameterMap search) {
        search.values()
                .forEach(conditions -> conditions.replaceAll(alternatives ->
                        new ArrayList<>(alternatives.stream().map(this::whole).toList())));
    }

    private IQueryParameterType whole(IQueryParameterType asked) {
        if (asked instanceof DateParam date && date.getPrefix() != null) {
            return new DateParam(whole(date.getPrefix().getValue() + date.getValueAsString()));
        }
        return asked instanceof HasParam has && isDate(has)
                ? new HasParam(
                        has.getTargetResourceType(),
                        has.getReferenceFieldName(),
                        has.getParameterName(),
                        whole(has.getParameterValue()))
                : asked;
    }

    private boolean isDate(HasParam has) {
        RuntimeSearchParam parameter = searchParams.getActiveSearchParam(
                has.getTargetResourceType(), has.getParameterName(), SearchParamLookupContextEnum.SEARCH);
        return parameter != null && parameter.getParamType() == RestSearchParameterTypeEnum.DATE;
    }

    private static String whole(String value) {
        Matcher partial = PARTIAL.matcher(value);
        if (!partial.matches()) {
            return value;
        }
        int year = Integer.parseInt(partial.group(2));
        boolean first = partial.group(1).equals("ge");
        int month = partial.group(3) == null ? (first ? 1 : 12) : Integer.parseInt(partial.group(3));
        YearMonth edge = YearMonth.of(year, month);
        return partial.group(1) + (first ? edge.atDay(1) : edge.atEndOfMonth());
    }
}
