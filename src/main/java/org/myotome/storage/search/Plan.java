package org.myotome.storage.search;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.myotome.storage.search.Condition.OfIndex;
import org.myotome.storage.search.Condition.Path;
import org.myotome.storage.search.Condition.Reach;

/**
 * The SQL of a search, the same for H2 and PostgreSQL. It begins with the condition that fewest resources meet. Without a
 * wish for an order the rows come as an index has them, so that a page costs as much among a million as among a thousand.
 */
final class Plan {

    private static final String COLUMNS = "r.RES_ID, r.FHIR_ID, r.RES_VER, r.RES_UPDATED, r.HAS_TAGS";
    private static final String KEPT = "r.RES_TYPE = ? and r.RES_DELETED_AT is null";

    private final String type;
    private final List<Condition> conditions;
    private final Order order;
    private final @Nullable OfIndex first;
    private final @Nullable Path path;

    Plan(String type, List<Condition> conditions, Order order) {
        this.type = type;
        this.conditions = conditions;
        this.order = order;
        this.first = conditions.stream()
                .filter(OfIndex.class::isInstance)
                .map(OfIndex.class::cast)
                .filter(condition -> condition.reach() != Reach.MANY)
                .min(Comparator.comparing(OfIndex::reach))
                .orElse(null);
        this.path = first == null || order.value() != null ? null : first.path().orElse(null);
    }

    /** What the place of a resource in the order of this plan has beside the resource. */
    Order.Kind kind() {
        return path != null && path.value().isPresent() ? Order.Kind.NUMBER : order.kind();
    }

    /** The page with the texts, one resource more than asked for if there are more. */
    Sql page(@Nullable Cursor after, int count) {
        Sql rows = path == null || first == null ? sorted(after) : along(first, path, after);
        String direction = order.direction();
        return Sql.of("select p.*, v.RES_ENCODING, v.RES_TEXT_VC, v.SOURCE_URI, v.REQUEST_ID from (")
                .then(rows)
                .then(Sql.of(" limit ?", count + 1))
                .then(") p left join HFJ_RES_VER v on v.RES_ID = p.RES_ID and v.RES_VER = p.RES_VER order by ")
                .then(kind() == Order.Kind.NONE ? "" : "p.SORT_VALUE" + direction + " nulls last, ")
                .then("p.RES_ID" + direction);
    }

    /** How many there are. The index tables have no rows of deleted resources. */
    Sql count() {
        if (first != null && first.path().isPresent()) {
            Sql rows = Sql.of("select count(*) from " + first.table() + " d ");
            if (conditions.stream().anyMatch(Condition.OfResource.class::isInstance)) {
                rows = rows.then("join HFJ_RESOURCE r on r.RES_ID = d." + first.id() + " ");
            }
            rows = rows.then("where ").then(first.where());
            for (Condition condition : others()) {
                rows = rows.and(condition.test("d." + first.id()));
            }
            return rows;
        }
        return Sql.of("select count(*) from HFJ_RESOURCE r where ").then(resource());
    }

    private Sql sorted(@Nullable Cursor after) {
        Sql value = order.value();
        if (value == null) {
            Sql rows =
                    Sql.of("select " + COLUMNS + " from HFJ_RESOURCE r where ").then(resource());
            return (after == null ? rows : rows.and(Sql.of("r.RES_ID > ?", after.resource())))
                    .then(" order by r.RES_ID");
        }
        Sql rows = Sql.of("select q.* from (select " + COLUMNS + ", ")
                .then(value)
                .then(" as SORT_VALUE from HFJ_RESOURCE r where ")
                .then(resource())
                .then(") q");
        String direction = order.direction();
        return (after == null ? rows : rows.then(" where ").then(beyond(after)))
                .then(" order by q.SORT_VALUE" + direction + " nulls last, q.RES_ID" + direction);
    }

    private Sql beyond(Cursor after) {
        String beyond = order.descending() ? " < ?" : " > ?";
        if (after.value() == null) {
            return Sql.of("q.SORT_VALUE is null").and(Sql.of("q.RES_ID" + beyond, after.resource()));
        }
        return Sql.any(List.of(
                Sql.of("q.SORT_VALUE" + beyond, after.value()),
                Sql.of("q.SORT_VALUE = ?", after.value()).and(Sql.of("q.RES_ID" + beyond, after.resource())),
                Sql.of("q.SORT_VALUE is null")));
    }

    private Sql resource() {
        Sql where = Sql.of(KEPT, type);
        if (first != null) {
            where = where.and(first.lookUp());
        }
        for (Condition condition : others()) {
            where = where.and(condition.test());
        }
        return where;
    }

    private Sql along(OfIndex index, Path path, @Nullable Cursor after) {
        String value =
                path.value().map(column -> ", d." + column + " as SORT_VALUE").orElse("");
        Sql rows = Sql.of("select " + COLUMNS + value + " from " + index.table()
                        + " d join HFJ_RESOURCE r on r.RES_ID = d." + index.id() + " where ")
                .then(index.where())
                .and(Sql.of(KEPT, type));
        for (Condition condition : others()) {
            rows = rows.and(condition.test());
        }
        if (after != null) {
            rows = rows.and(beyond(index, path, after));
        }
        String fixed = "d." + String.join(", d.", path.fixed());
        return rows.then(" order by " + fixed + path.value().map(", d."::concat).orElse("") + ", d." + index.id());
    }

    private static Sql beyond(OfIndex index, Path path, Cursor after) {
        Sql resource = Sql.of("d." + index.id() + " > ?", after.resource());
        if (path.value().isEmpty() || after.value() == null) {
            return resource;
        }
        String value = "d." + path.value().get();
        return Sql.of(value + " >= ?", after.value())
                .and(Sql.any(List.of(Sql.of(value + " > ?", after.value()), resource)));
    }

    private List<Condition> others() {
        return conditions.stream().filter(condition -> condition != first).toList();
    }

    Optional<OfIndex> first() {
        return Optional.ofNullable(first);
    }
}
