package org.myotome.storage.backup;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.migrate.DriverTypeEnum;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.myotome.guide.Guide;
import org.myotome.storage.database.DatabaseProperties;
import org.myotome.storage.database.Schema;
import org.myotome.storage.embedded.DurableCommits;
import org.myotome.storage.embedded.DurableFile;
import org.myotome.storage.search.Cohorts;
import org.springframework.jdbc.core.JdbcTemplate;

/** A database with all tables and a few rows, as a server has it open, without a server. */
final class SmallDatabase implements AutoCloseable {

    static final String PROGRAM = "0.1.0";

    private final String url;
    private final HikariDataSource pool;
    private final DurableCommits database;

    private SmallDatabase(String url) {
        this.url = url;
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(DurableFile.url(url));
        config.setUsername("sa");
        config.setPassword("");
        pool = new HikariDataSource(config);
        database = (DurableCommits) DurableCommits.over(pool);
    }

    static SmallDatabase in(Path directory) {
        SmallDatabase made = new SmallDatabase("jdbc:h2:file:" + directory.resolve("myotome"));
        Schema.migrate(made.database, DriverTypeEnum.H2_EMBEDDED, new Cohorts(Guide.load(FhirContext.forR4Cached())));
        fill(made.database);
        return made;
    }

    /** A patient with two versions, and nothing that has a row in the projection. */
    static void fill(DataSource database) {
        JdbcTemplate jdbc = new JdbcTemplate(database);
        jdbc.update(
                "insert into HFJ_RESOURCE (RES_ID, RES_TYPE, FHIR_ID, RES_VER, RES_UPDATED, RES_PUBLISHED, RES_VERSION,"
                        + " HAS_TAGS, SP_HAS_LINKS, SP_COORDS_PRESENT, SP_DATE_PRESENT, SP_NUMBER_PRESENT,"
                        + " SP_QUANTITY_NRML_PRESENT, SP_QUANTITY_PRESENT, SP_STRING_PRESENT, SP_TOKEN_PRESENT, SP_URI_PRESENT)"
                        + " values (1, 'Patient', '1', 2, current_timestamp, current_timestamp, 'R4',"
                        + " false, false, false, false, false, false, false, false, false, false)");
        for (int version = 1; version <= 2; version++) {
            jdbc.update(
                    "insert into HFJ_RES_VER (PID, RES_ID, RES_TYPE, RES_VER, RES_ENCODING, RES_TEXT_VC, RES_UPDATED,"
                            + " RES_PUBLISHED, RES_VERSION, HAS_TAGS) values (?, 1, 'Patient', ?, 'JSON',"
                            + " '{\"resourceType\":\"Patient\"}', current_timestamp, current_timestamp, 'R4', false)",
                    version,
                    version);
        }
        jdbc.update("insert into MYO_PROJECTION (MAPPING) values (1)");
    }

    JdbcTemplate jdbc() {
        return new JdbcTemplate(database);
    }

    EmbeddedBackup backup() {
        return new EmbeddedBackup(database, PROGRAM);
    }

    static Verification verification() {
        return verification(PROGRAM);
    }

    static Verification verification(String program) {
        return new Verification(program, properties("jdbc:h2:file:./none"), DatabaseCheck::load);
    }

    static DatabaseProperties properties(String url) {
        return new DatabaseProperties(url, "sa", "", "", 4);
    }

    /** A finished backup. */
    Path backedUp(Path place) throws IOException {
        try (NewBackup backup = NewBackup.at(place)) {
            backup().write(backup);
            backup.finish();
        }
        return place;
    }

    @Override
    public void close() throws IOException, SQLException {
        database.close();
        pool.close();
    }
}
