package org.myotome.storage;

import ca.uhn.fhir.interceptor.model.RequestPartitionId;
import ca.uhn.fhir.jpa.dao.HistoryBuilder;
import ca.uhn.fhir.jpa.model.dao.JpaPid;
import ca.uhn.fhir.jpa.model.entity.ResourceHistoryTable;
import ca.uhn.fhir.rest.param.HistorySearchStyleEnum;
import jakarta.persistence.EntityManager;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Order;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Date;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * HAPI's history; that of one resource goes by version, from the newest to the oldest. HAPI orders by {@code lastUpdated}, which
 * is when the request came: of several that waited for each other the last to come need not be the last to be stored, a clock
 * may be set back, and two versions may be of the same millisecond. The history of a type and of all stays as it is: an index
 * has its order.
 */
final class VersionedHistory extends HistoryBuilder {

    private static final String VERSION = "myResourceVersion";

    private final boolean ofOneResource;

    VersionedHistory(@Nullable String type, @Nullable JpaPid resource, @Nullable Date since, @Nullable Date until) {
        super(type, resource, since, until);
        ofOneResource = resource != null;
    }

    @Override
    public List<ResourceHistoryTable> fetchEntities(
            RequestPartitionId partition,
            @Nullable Integer offset,
            int from,
            int to,
            @Nullable HistorySearchStyleEnum style) {
        EntityManager injected = myEntityManager;
        myEntityManager = ofOneResource ? byVersion(injected) : injected;
        try {
            return super.fetchEntities(partition, offset, from, to, style);
        } finally {
            myEntityManager = injected;
        }
    }

    /** HAPI makes its query in one piece; this adds the order to it on its way. */
    private static EntityManager byVersion(EntityManager manager) {
        return (EntityManager) Proxy.newProxyInstance(
                VersionedHistory.class.getClassLoader(),
                new Class<?>[] {EntityManager.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("createQuery") && arguments[0] instanceof CriteriaQuery<?> query) {
                        query.orderBy(newestFirst(query, manager.getCriteriaBuilder()));
                    }
                    return call(method, manager, arguments);
                });
    }

    private static List<Order> newestFirst(CriteriaQuery<?> query, CriteriaBuilder criteria) {
        return query.getRoots().stream()
                .map(root -> criteria.desc(root.get(VERSION)))
                .toList();
    }

    private static Object call(Method method, Object target, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }
}
