package org.myotome.storage.search;

import java.util.Optional;

/** What a search asks of a resource. */
sealed interface Condition {

    /**
     * Whether a resource meets it.
     *
     * @param resource the column that has the resource
     */
    Sql test(String resource);

    Reach reach();

    /** A condition on the row {@code r} of the resource itself, in {@code HFJ_RESOURCE}. */
    record OfResource(Sql where, Reach reach) implements Condition {

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
     * @param path the order in which an index has these rows, if it has one
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
     * @param fixed its first column, for which the condition has one value
     * @param value the column after these; empty if the resource comes next
     * @param once what lets only one of several rows {@code d} of a resource pass; empty if there is only one
     * @param counts the table that has how many rows there are, by the same columns, if there is one
     */
    record Path(String fixed, Optional<String> value, Sql once, Optional<String> counts) {

        Path(String fixed, Optional<String> value, Sql once) {
            this(fixed, value, once, Optional.empty());
        }
    }

    /** The resources that may meet a condition: those of one patient, those of one code, nearly all. */
    enum Reach {
        FEW,
        SOME,
        MANY
    }
}
