package org.myotome.storage.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.myotome.storage.EmbeddedPostgresql;
import org.springframework.jdbc.core.JdbcTemplate;

class SampledValuesTest {

    /** HAPI asks for thousands, and PostgreSQL reads 300 times as many rows for it. */
    @Test
    void postgresqlKeepsTheFrequentValuesOfAColumnByTheHundred() throws Exception {
        try (EmbeddedPostgresql postgresql = EmbeddedPostgresql.start()) {
            assertThat(new JdbcTemplate(postgresql.database())
                            .queryForList(
                                    "select attrelid::regclass || ' ' || attname || ' ' || attstattarget"
                                            + " from pg_attribute where attstattarget > 500",
                                    String.class))
                    .isEmpty();
        }
    }
}
