package org.myotome.bench;

import ca.uhn.fhir.context.FhirContext;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** The stock server, within the process of the tests. */
final class StockInTests {

    private StockInTests() {}

    /** Starts it on any free port, with what the later classes replace. */
    static ServletWebServerApplicationContext start(String database, Class<?>... configuration) {
        String logging = System.setProperty(LoggingSystem.SYSTEM_PROPERTY, LoggingSystem.NONE);
        try {
            return (ServletWebServerApplicationContext) StockServer.application(configuration)
                    .sources(ResourceTypeRows.class)
                    .run("--server.port=0", "--stock.database=" + database);
        } finally {
            restore(logging);
        }
    }

    /** A second start would else set up the log anew under the server that all tests share. */
    private static void restore(@Nullable String logging) {
        if (logging == null) {
            System.clearProperty(LoggingSystem.SYSTEM_PROPERTY);
        } else {
            System.setProperty(LoggingSystem.SYSTEM_PROPERTY, logging);
        }
    }

    /**
     * Fills the table of resource types as soon as there is one. HAPI would ask for the types of every version of FHIR, and for
     * their libraries, some of which Myotome leaves out.
     */
    static final class ResourceTypeRows implements BeanPostProcessor {

        private static final String INSERT = "insert into HFJ_RESOURCE_TYPE (RES_TYPE_ID, RES_TYPE) values (?, ?)";

        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
            if (bean instanceof DataSource database && name.equals("dataSource")) {
                JdbcTemplate rows = new JdbcTemplate(database);
                int id = 0;
                for (String type : FhirContext.forR4Cached().getResourceTypes()) {
                    rows.update(INSERT, ++id, type);
                }
                rows.execute("alter sequence SEQ_RESOURCE_TYPE restart with " + (id + 1));
            }
            return bean;
        }
    }
}
