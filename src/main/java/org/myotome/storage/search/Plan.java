package org.myotome.storage.search;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.myotome.storage.search.Condition.OfIndex;
import org.myotome.storage.search.Condition.OfResource;
import org.myotome.storage.search.Condition.Path;
import org.myotome.storage.search.Condition.Reach;

/**
 * The SQL of a search, the same for H2 and PostgreSQL. It finds the resources of the page in the index tables alone, beginning
 * with the condition that fewest resources meet, and then reads these resources. HAPI keeps no index rows of deleted
 * resources, and the hashes and paths in the rows tell the type. Without a wish for an order the rows come as an index has
 * them, so that a page costs as much among a million as among a thousand.
 */
final class Plan {

    private final String type;
    private final List<Condition> conditions;
    private final Order order;
    private final TextsOfPage texts;
    private final @Nullable OfIndex first;
    private final @Nullable Path path;

    Plan(String type, List<Condition> conditions, Order order, TextsOfPage texts) {
        this.type = type;
        this.conditions = conditions;
        this.order = order;
        this.texts = texts;
        this.first = first(conditions);
        boolean anyOrder = order.kind() == Order.Kind.NONE;
        this.path = first == null || !anyOrder || needsResource()
                ? null
                : first.path().orElse(null);
    }

    /** None if there are ids: what has these is looked up, and then the rest of the conditions. */
    private static @Nullable OfIndex first(List<Condition> conditions) {
        boolean ids = conditions.stream()
                .anyMatch(condition -> condition instanceof OfResource && condition.reach() == Reach.FEW);
        return conditions.stream()
                .filter(condition -> !ids && condition.reach() != Reach.MANY)
                .map(OfIndex.class::cast)
                .min(Comparator.comparing(OfIndex::reach)
                        .thenComparing(condition -> condition.path().isEmpty()))
                .orElse(null);
    }

    private boolean needsResource() {
        return order.isByUpdate() || conditions.stream().anyMatch(OfResource.class::isInstance);
    }

    /** Whether it looks at few resources or goes along an index; HAPI's searches stop early where this one would not. */
    boolean isShort() {
        return conditions.stream().anyMatch(condition -> condition.reach() == Reach.FEW)
                || first != null && first.path().isPresent() && !needsResource();
    }

    /** What the place of a resource in the order of this plan has beside the resource. */
    Order.Kind kind() {
        return path != null && path.value().isPresent() ? Order.Kind.NUMBER : order.kind();
    }

    /**
     * The page with the texts; one resource more than asked for if there are more. How many is part of the text and not bound to
     * it: PostgreSQL would take a number that it does not know for a tenth of all rows, find such a plan too dear to keep, and
     * plan each page anew, which among a million grades took as long as the reading.
     */
    Sql page(@Nullable Cursor after, int count) {
        return Sql.of("select p.*, " + texts.columns() + " from (")
                .then(path == null || first == null ? sorted(after) : along(first, path, after))
                .then(Sql.of(" limit " + (count + 1) + ") p "))
                .then(texts.joins() + " order by " + inOrder("p"));
    }

    private String inOrder(String rows) {
        String direction = order.descending() ? " desc" : " asc";
        String value = kind() == Order.Kind.NONE ? "" : rows + ".SORT_VALUE" + direction + " nulls last, ";
        return value + rows + ".RES_ID" + direction;
    }

    /** How many there are. */
    Sql count() {
        if (first != null
                && conditions.size() == 1
                && first.path().flatMap(Path::counts).isPresent()) {
            return Sql.of("select coalesce(sum(N), 0) from "
                            + first.path().get().counts().get() + " where ")
                    .then(first.where());
        }
        if (first != null && first.path().isPresent() && !needsResource()) {
            return Sql.of("select count(*) from " + first.table() + " d where ")
                    .then(first.where())
                    .then(first.path().get().once())
                    .then(others("d." + first.id()));
        }
        return Sql.of("select count(*) from ").then(resources());
    }

    private Sql sorted(@Nullable Cursor after) {
        boolean valued = order.kind() != Order.Kind.NONE;
        String resource = first == null || needsResource() ? "r.RES_ID" : "i.RES_ID";
        Sql rows = Sql.of("select " + resource);
        if (valued) {
            rows = rows.then(", ").then(order.valueOf(resource)).then(" as SORT_VALUE");
        }
        rows = Sql.of("select q.* from (")
                .then(rows)
                .then(" from ")
                .then(resources())
                .then(") q");
        return (after == null ? rows : rows.then(" where ").then(beyond(after, valued)))
                .then(" order by " + inOrder("q"));
    }

    private Sql beyond(Cursor after, boolean valued) {
        String beyond = order.descending() ? " < ?" : " > ?";
        Sql resource = Sql.of("q.RES_ID" + beyond, after.resource());
        if (!valued) {
            return resource;
        }
        if (after.value() == null) {
            return Sql.of("q.SORT_VALUE is null").and(resource);
        }
        return Sql.any(List.of(
                Sql.of("q.SORT_VALUE" + beyond, after.value()),
                Sql.of("q.SORT_VALUE = ?", after.value()).and(resource),
                Sql.of("q.SORT_VALUE is null")));
    }

    /** What meets all conditions: tables and where, of index rows {@code i} if these do, else of resources {@code r}. */
    private Sql resources() {
        if (first == null) {
            return Sql.of("HFJ_RESOURCE r where r.RES_TYPE = ? and r.RES_DELETED_AT is null", type)
                    .then(others("r.RES_ID"));
        }
        Sql index = Sql.of("(select distinct " + first.id() + " as RES_ID from " + first.table() + " where ")
                .then(first.where())
                .then(") i");
        return needsResource()
                ? index.then(" join HFJ_RESOURCE r on r.RES_ID = i.RES_ID where r.RES_DELETED_AT is null")
                        .then(others("r.RES_ID"))
                : index.then(" where 1 = 1").then(others("i.RES_ID"));
    }

    private Sql along(OfIndex index, Path way, @Nullable Cursor after) {
        String resource = "d." + index.id();
        String value = way.value().map("d."::concat).orElse("");
        Sql rows = Sql.of("select " + resource + (value.isEmpty() ? "" : ", " + value + " as SORT_VALUE") + " from "
                        + index.table() + " d where ")
                .then(index.where())
                .then(way.once())
                .then(others(resource));
        if (after != null) {
            Sql next = Sql.of(resource + " > ?", after.resource());
            rows = rows.and(
                    value.isEmpty() || after.value() == null
                            ? next
                            : Sql.of(value + " >= ?", after.value())
                                    .and(Sql.any(List.of(Sql.of(value + " > ?", after.value()), next))));
        }
        return rows.then(" order by d." + way.fixed() + (value.isEmpty() ? "" : ", " + value) + ", " + resource);
    }

    private Sql others(String resource) {
        return conditions.stream()
                .filter(condition -> condition != first)
                .map(condition -> Sql.of(" and ").then(condition.test(resource)))
                .reduce(Sql.of(""), Sql::then);
    }
}
