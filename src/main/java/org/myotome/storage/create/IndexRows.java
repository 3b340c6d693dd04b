package org.myotome.storage.create;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.RuntimeSearchParam;
import ca.uhn.fhir.interceptor.api.IInterceptorBroadcaster;
import ca.uhn.fhir.jpa.cache.IResourceTypeCacheSvc;
import ca.uhn.fhir.jpa.cache.ISearchParamIdentityCacheSvc;
import ca.uhn.fhir.jpa.model.entity.BaseResourceIndexedSearchParam;
import ca.uhn.fhir.jpa.model.entity.BaseResourceIndexedSearchParamQuantity;
import ca.uhn.fhir.jpa.model.entity.StorageSettings;
import ca.uhn.fhir.jpa.searchparam.extractor.ISearchParamExtractor;
import ca.uhn.fhir.jpa.searchparam.extractor.PathAndRef;
import ca.uhn.fhir.jpa.searchparam.extractor.ResourceIndexedSearchParams;
import ca.uhn.fhir.jpa.searchparam.extractor.SearchParamExtractionUtil;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry.SearchParamLookupContextEnum;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.hl7.fhir.instance.model.api.IIdType;
import org.jspecify.annotations.Nullable;
import org.myotome.storage.projection.Target;

/** The rows by which a resource is found. What is indexed, HAPI's extractor says; the rows are those that HAPI writes. */
final class IndexRows {

    private final SearchParamExtractionUtil extraction;
    private final ISearchParamExtractor extractor;
    private final ISearchParamRegistry parameters;
    private final ISearchParamIdentityCacheSvc identities;
    private final IResourceTypeCacheSvc types;
    private final Keys keys;

    /** Search parameters that have their number: as many as there are, and they keep it. */
    private final Set<Long> identified = ConcurrentHashMap.newKeySet();

    IndexRows(
            FhirContext fhir,
            StorageSettings settings,
            ISearchParamExtractor extractor,
            IInterceptorBroadcaster interceptors,
            ISearchParamRegistry parameters,
            ISearchParamIdentityCacheSvc identities,
            IResourceTypeCacheSvc types,
            Keys keys) {
        this.extraction = new SearchParamExtractionUtil(fhir, settings, extractor, interceptors);
        this.extractor = extractor;
        this.parameters = parameters;
        this.identities = identities;
        this.types = types;
        this.keys = keys;
    }

    /**
     * A reference by which the resource is found.
     *
     * @param target {@code Type/id}
     */
    record Link(String path, String targetType, String target) {}

    /**
     * @param values of everything but references
     * @param links without repetition
     */
    record Index(ResourceIndexedSearchParams values, Set<Link> links) {

        /** @param rows of what is referred to */
        List<Target> targets(Map<String, Long> rows) {
            return links.stream()
                    .filter(link -> rows.containsKey(link.target()))
                    .map(link -> new Target(link.path(), link.targetType(), rows.get(link.target())))
                    .toList();
        }
    }

    Index of(NewResource created, RequestDetails request) {
        ResourceIndexedSearchParams values = ResourceIndexedSearchParams.withSets();
        extraction.extractSearchIndexParameters(request, values, created.resource(), ISearchParamExtractor.ALL_PARAMS);
        if (!values.myCoordsParams.isEmpty()) {
            throw new IllegalStateException("A " + created.type() + " has coordinates");
        }
        Set<Link> links = new LinkedHashSet<>();
        for (PathAndRef found : extractor.extractResourceLinks(created.resource(), false)) {
            IIdType target = found.getRef().getReferenceElement();
            RuntimeSearchParam parameter = parameters.getActiveSearchParam(
                    created.type(), found.getSearchParamName(), SearchParamLookupContextEnum.INDEX);
            if (!parameter.hasTargets() || parameter.getTargets().contains(target.getResourceType())) {
                links.add(new Link(found.getPath(), target.getResourceType(), target.getValue()));
            }
        }
        return new Index(values, links);
    }

    /**
     * @param targets the rows of the resources that are referred to
     * @throws InvalidRequestException if one is missing
     */
    void add(NewResource created, Index index, Map<String, Long> targets, Rows rows) throws SQLException {
        ResourceIndexedSearchParams values = index.values();
        add(Table.STRING, created, values.myStringParams, rows, string -> new @Nullable Object[] {
            string.getHashNormalizedPrefix(), string.getHashExact(), string.getValueNormalized(), string.getValueExact()
        });
        add(Table.TOKEN, created, values.myTokenParams, rows, token -> {
            token.truncateFieldsForDB();
            return new @Nullable Object[] {
                token.getHashSystem(), token.getHashSystemAndValue(), token.getHashValue(), token.getValue()
            };
        });
        add(Table.NUMBER, created, values.myNumberParams, rows, number -> new @Nullable Object[] {number.getValue()});
        add(
                Table.QUANTITY,
                created,
                values.myQuantityParams,
                rows,
                quantity -> quantity(
                        quantity,
                        quantity.getValue() == null ? null : quantity.getValue().doubleValue()));
        add(
                Table.QUANTITY_NORMALIZED,
                created,
                values.myQuantityNormalizedParams,
                rows,
                quantity -> quantity(quantity, quantity.getValue()));
        add(Table.DATE, created, values.myDateParams, rows, date -> new @Nullable Object[] {
            timestamp(date.getValueLow()),
            date.getValueLowDateOrdinal(),
            timestamp(date.getValueHigh()),
            date.getValueHighDateOrdinal()
        });
        add(Table.URI, created, values.myUriParams, rows, uri ->
                new @Nullable Object[] {uri.getHashUri(), uri.getUri()});
        for (Link link : index.links()) {
            Long target = targets.get(link.target());
            if (target == null) {
                throw new InvalidRequestException(
                        "Resource " + link.target() + " not found, specified in path: " + link.path());
            }
            rows.add(
                    Table.LINK,
                    keys.next(Table.LINK),
                    created.row(),
                    link.path(),
                    created.type(),
                    created.typeId(),
                    target,
                    link.targetType(),
                    types.getResourceTypeId(link.targetType()),
                    timestamp(created.created()));
        }
    }

    private static @Nullable Object[] quantity(
            BaseResourceIndexedSearchParamQuantity quantity, @Nullable Double value) {
        return new @Nullable Object[] {
            quantity.getHashIdentityAndUnits(),
            quantity.getHashIdentitySystemAndUnits(),
            quantity.getSystem(),
            quantity.getUnits(),
            value
        };
    }

    /** The columns that all indexes begin with, and then their own. The names stand in the hashes. */
    private <T extends BaseResourceIndexedSearchParam> void add(
            Table table, NewResource created, Collection<T> values, Rows rows, Function<T, @Nullable Object[]> columns)
            throws SQLException {
        for (T value : values) {
            if (value.isMissing()) {
                throw new IllegalStateException("Absent values are not indexed: " + value.getParamName());
            }
            value.calculateHashes();
            if (!identified.contains(value.getHashIdentity())) {
                identities.findOrCreateSearchParamIdentity(
                        value.getHashIdentity(), value.getResourceType(), value.getParamName());
                identified.add(value.getHashIdentity());
            }
            @Nullable Object[] own = columns.apply(value);
            @Nullable Object[] row = new @Nullable Object[3 + own.length];
            row[0] = keys.next(table);
            row[1] = created.row();
            row[2] = value.getHashIdentity();
            System.arraycopy(own, 0, row, 3, own.length);
            rows.add(table, row);
        }
    }

    static @Nullable Timestamp timestamp(@Nullable Date date) {
        return date == null ? null : new Timestamp(date.getTime());
    }
}
