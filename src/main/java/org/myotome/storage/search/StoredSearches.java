package org.myotome.storage.search;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.HookParams;
import ca.uhn.fhir.interceptor.api.IInterceptorBroadcaster;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.interceptor.model.RequestPartitionId;
import ca.uhn.fhir.jpa.entity.Search;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import ca.uhn.fhir.rest.server.util.ICachedSearchDetails;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Finds what HAPI would find, for searches that are plain: tokens, references, dates and numbers without modifiers and chains,
 * in the order of one date, number or last update. It answers only what it is certain of.
 */
public final class StoredSearches {

    /** Whoever hooks to these decides for each resource whether it may be seen, which happens in HAPI. */
    private static final List<Pointcut> DECIDING =
            List.of(Pointcut.STORAGE_PREACCESS_RESOURCES, Pointcut.STORAGE_PRESHOW_RESOURCES);

    /**
     * The order is that of the index: without it PostgreSQL, which knows hardly any other number than the grades', expects to
     * meet one at once, and reads the whole table to find none.
     */
    private static final String ODD_GRADES =
            "select RES_ID from HFJ_SPIDX_NUMBER where HASH_IDENTITY = ? order by SP_VALUE limit 1";

    private final Conditions conditions;
    private final ISearchParamRegistry searchParams;
    private final IInterceptorBroadcaster interceptors;
    private final JdbcTemplate jdbc;
    private final StoredTexts texts;
    private final TextsOfPage reading;

    /** @param h2 or else PostgreSQL */
    public StoredSearches(
            FhirContext fhir,
            ISearchParamRegistry searchParams,
            IInterceptorBroadcaster interceptors,
            Cohorts cohorts,
            JdbcTemplate jdbc,
            StoredTexts texts,
            boolean h2) {
        this.conditions = new Conditions(fhir, searchParams, cohorts);
        this.searchParams = searchParams;
        this.interceptors = interceptors;
        this.jdbc = jdbc;
        this.texts = texts;
        this.reading = h2 ? TextsOfPage.BY_RESOURCE : TextsOfPage.BY_LAST_VERSION;
    }

    /**
     * @return empty if the search is not plain, or if it is wrong, which HAPI explains
     * @throws ca.uhn.fhir.rest.server.exceptions.InvalidRequestException if {@code after} is no place in this search
     */
    public Optional<FoundPage> find(SearchQuery query, RequestDetails request) {
        if (DECIDING.stream().anyMatch(interceptors::hasHooks)) {
            return Optional.empty();
        }
        Optional<Order> order = Order.of(query.type(), query.sort(), searchParams);
        return order.isEmpty()
                ? Optional.empty()
                : conditions
                        .of(query, map -> rewritten(map, request), () -> byCohort(query))
                        .map(all -> new Plan(query.type(), all, order.get(), reading))
                        .filter(Plan::isShort)
                        .map(plan -> find(query, plan));
    }

    /** A page goes on as the first one began: its {@code after} has the grade if that went by cohort. */
    private boolean byCohort(SearchQuery query) {
        return query.sort().isEmpty() && query.after().isPresent()
                ? Cursor.hasValue(query.after().get())
                : jdbc.queryForList(ODD_GRADES, Long.class, Identity.of("Observation", Cohorts.ODD))
                        .isEmpty();
    }

    private FoundPage find(SearchQuery query, Plan plan) {
        @Nullable
        Cursor after = query.after().map(text -> Cursor.read(text, plan.kind())).orElse(null);
        List<StoredTexts.Row> rows = query.page() ? rows(plan, after, query) : List.of();
        boolean more = rows.size() > query.count();
        List<StoredTexts.Row> page = more ? rows.subList(0, query.count()) : rows;
        Optional<String> next =
                more ? Optional.of(page.get(page.size() - 1).place().toString()) : Optional.empty();
        boolean all = query.page() && !more && after == null;
        return new FoundPage(
                page.stream().map(StoredTexts.Row::resource).toList(),
                next,
                all ? OptionalLong.of(page.size()) : query.total() ? count(plan) : OptionalLong.empty());
    }

    private List<StoredTexts.Row> rows(Plan plan, @Nullable Cursor after, SearchQuery query) {
        Sql page = plan.page(after, query.count());
        return jdbc.query(
                page.text(),
                (row, number) -> texts.read(query.type(), plan.kind(), row),
                page.values().toArray());
    }

    private OptionalLong count(Plan plan) {
        Sql count = plan.count();
        Long total =
                jdbc.queryForObject(count.text(), Long.class, count.values().toArray());
        return total == null ? OptionalLong.empty() : OptionalLong.of(total);
    }

    /** What is hooked to every search, such as {@code movement-grade}, changes this one as well. */
    private SearchParameterMap rewritten(SearchParameterMap map, RequestDetails request) {
        HookParams params = new HookParams()
                .add(ICachedSearchDetails.class, new Search())
                .add(RequestDetails.class, request)
                .addIfMatchesType(ServletRequestDetails.class, request)
                .add(SearchParameterMap.class, map)
                .add(RequestPartitionId.class, RequestPartitionId.allPartitions());
        interceptors.callHooks(Pointcut.STORAGE_PRESEARCH_REGISTERED, params);
        return map;
    }
}
