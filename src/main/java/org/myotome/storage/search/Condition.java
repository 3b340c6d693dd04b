package org.myotome.storage.search;

import java.util.List;
import java.util.Optional;

/** What a search asks of a resource. */
sealed interface Condition {

    /**
     * Whether a resource meets it.
     *
     * @param resource the column that has the resource
     */
    Sql test(String resource);

    /** A condition on the row {@code r} of the resource itself, in {@code HFJ_RESOURCE}. */
    record OfResource(Sql where) implements Condition {

        @Override
        public Sql test(String resource) {
            return where;
        }
    }

    /**
     * A condition that some row of an index table must meet.
     *
     * @param id the column with the resource
     * @param where about the columns of that table, without an alias
     * @param reach how many resources meet it, by experience
     * @param path the order in which an index has these rows, if each resource has one row at most
     */
    record OfIndex(String table, String id, Sql where, Reach reach, Optional<Path> path) implements Condition {

        @Override
        public Sql test(String resource) {
            return Sql.of("exists (select 1 from " + table + " x where x." + id + " = " + resource + " and ")
                    .then(where)
                    .then(")");
        }
    }

    /**
     * The way along an index, whose last column is the resource.
     *
     * @param fixed its first columns, for each of which the condition has one value
     * @param value the column after these; empty if the resource comes next
     */
    record Path(List<String> fixed, Optional<String> value) {

        static Path to(String... fixed) {
            return new Path(List.of(fixed), Optional.empty());
        }
    }

    /** The resources that may meet a condition: those of one patient, those of one code, nearly all. */
    enum Reach {
        FEW,
        SOME,
        MANY
    }
}
