package org.myotome.storage.search;

import ca.uhn.fhir.jpa.migrate.DriverTypeEnum;
import ca.uhn.fhir.jpa.migrate.taskdef.BaseTask;
import ca.uhn.fhir.jpa.migrate.taskdef.ExecuteRawSqlTask;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Gives the odd grades of an older database the rows that {@link Cohorts} writes for new ones. HAPI's migrator runs it once,
 * and again when the guide has other movements or sides, for which its version stands; a new database has nothing to migrate.
 */
final class CohortMigration {

    private static final String VALUES =
            "n.RES_ID, %d, n.SP_VALUE, false, '%s', 'Observation' from HFJ_SPIDX_NUMBER n ";
    private static final String GRADES = "where n.HASH_IDENTITY = %d and not exists "
            + "(select 1 from HFJ_SPIDX_NUMBER c where c.RES_ID = n.RES_ID and c.HASH_IDENTITY = %d)";
    private static final String FOREIGN = "and exists (select 1 from HFJ_SPIDX_TOKEN t "
            + "where t.RES_ID = n.RES_ID and t.HASH_VALUE = %d and t.HASH_SYS_AND_VALUE <> %d)";
    private static final String SEVERAL = "and exists (select 1 from HFJ_SPIDX_NUMBER o "
            + "where o.RES_ID = n.RES_ID and o.HASH_IDENTITY = n.HASH_IDENTITY and o.SP_VALUE <> n.SP_VALUE)";

    private final ExecuteRawSqlTask task;

    private CohortMigration(String version) {
        this.task = new ExecuteRawSqlTask("0.1.0", version);
    }

    /** @param movements and sides: the systems by the codes */
    static BaseTask of(Map<String, String> movements, Map<String, String> sides) {
        long names = Integer.toUnsignedLong(
                movements.keySet().hashCode() * 31 + sides.keySet().hashCode());
        CohortMigration migration = new CohortMigration("20261124." + names);
        movements.forEach((movement, system) -> migration.odd(Cohorts.MOVEMENT, system, movement));
        sides.forEach((side, system) -> migration.odd(Cohorts.SIDE, system, side));
        migration.insert(Cohorts.ODD, "", SEVERAL);
        return migration.task.setDescription("Mark odd grades");
    }

    /** The rows that stood for a movement and side before the projection did. */
    static BaseTask removal(Set<String> movements, Set<String> sides) {
        String identities = movements.stream()
                .flatMap(movement -> sides.stream().map(side -> Cohorts.name(movement, side)))
                .map(name -> Long.toString(Identity.of(Cohorts.OBSERVATION, name)))
                .collect(Collectors.joining(", "));
        ExecuteRawSqlTask task = new ExecuteRawSqlTask("0.1.0", "20261129.8");
        List.of(DriverTypeEnum.H2_EMBEDDED, DriverTypeEnum.POSTGRES_9_4)
                .forEach(driver -> task.addSql(
                        driver, "delete from " + Numbers.TABLE + " where HASH_IDENTITY in (" + identities + ")"));
        return task.setDescription("Remove what the projection replaces");
    }

    private void odd(String parameter, String system, String code) {
        long anySystem = TokenHash.ofCode(Cohorts.OBSERVATION, parameter, code);
        insert(Cohorts.ODD, "", FOREIGN.formatted(anySystem, token(parameter, system, code)));
    }

    private static long token(String parameter, String system, String code) {
        return TokenHash.ofSystemAndCode(Cohorts.OBSERVATION, parameter, system, code);
    }

    private void insert(String name, String joins, String condition) {
        long identity = Identity.of(Cohorts.OBSERVATION, name);
        String rest = VALUES.formatted(identity, name)
                + joins
                + GRADES.formatted(Identity.of(Cohorts.OBSERVATION, Cohorts.GRADE_ORDER), identity)
                + condition;
        String into = "insert into HFJ_SPIDX_NUMBER"
                + " (SP_ID, RES_ID, HASH_IDENTITY, SP_VALUE, SP_MISSING, SP_NAME, RES_TYPE) select ";
        task.addSql(DriverTypeEnum.H2_EMBEDDED, into + "next value for SEQ_SPIDX_NUMBER, " + rest);
        task.addSql(DriverTypeEnum.POSTGRES_9_4, into + "nextval('SEQ_SPIDX_NUMBER'), " + rest);
    }
}
