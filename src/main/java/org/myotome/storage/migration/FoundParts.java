package org.myotome.storage.migration;

import ca.uhn.fhir.jpa.migrate.DriverTypeEnum;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** What a database has, in the words of {@link SchemaParts}. An index that was not built to its end is none. */
final class FoundParts {

    private static final String ON_H2 = """
            select 'table ' || TABLE_NAME from INFORMATION_SCHEMA.TABLES where TABLE_SCHEMA = schema()
            union all select 'column ' || TABLE_NAME || '.' || COLUMN_NAME
              from INFORMATION_SCHEMA.COLUMNS where TABLE_SCHEMA = schema()
            union all select 'sequence ' || SEQUENCE_NAME
              from INFORMATION_SCHEMA.SEQUENCES where SEQUENCE_SCHEMA = schema()
            union all select 'index ' || INDEX_NAME from INFORMATION_SCHEMA.INDEXES where INDEX_SCHEMA = schema()
            union all select 'constraint ' || CONSTRAINT_NAME
              from INFORMATION_SCHEMA.TABLE_CONSTRAINTS where CONSTRAINT_SCHEMA = schema()
            union all select 'trigger ' || TRIGGER_NAME
              from INFORMATION_SCHEMA.TRIGGERS where TRIGGER_SCHEMA = schema()
            """;

    /** A trigger that is switched off does nothing. */
    private static final String ON_POSTGRESQL = """
            with HERE as (select oid from pg_namespace where nspname = current_schema()),
              RELATION as (select c.* from pg_class c join HERE on HERE.oid = c.relnamespace)
            select case relkind when 'S' then 'sequence ' else 'table ' end || relname
              from RELATION where relkind in ('r', 'p', 'S')
            union all select 'column ' || r.relname || '.' || a.attname
              from RELATION r join pg_attribute a on a.attrelid = r.oid
              where r.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
            union all select 'index ' || r.relname
              from RELATION r join pg_index i on i.indexrelid = r.oid where i.indisvalid
            union all select 'constraint ' || c.conname from pg_constraint c join HERE on HERE.oid = c.connamespace
            union all select 'trigger ' || t.tgname
              from RELATION r join pg_trigger t on t.tgrelid = r.oid where not t.tgisinternal and t.tgenabled <> 'D'
            """;

    private FoundParts() {}

    static Set<String> of(DataSource database, DriverTypeEnum driver) {
        Set<String> parts = new HashSet<>();
        List<String> found = new JdbcTemplate(database)
                .queryForList(driver == DriverTypeEnum.H2_EMBEDDED ? ON_H2 : ON_POSTGRESQL, String.class);
        for (String part : found) {
            int name = part.indexOf(' ') + 1;
            parts.add(part.substring(0, name) + part.substring(name).toUpperCase(Locale.ROOT));
        }
        return parts;
    }
}
