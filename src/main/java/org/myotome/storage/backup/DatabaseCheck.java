package org.myotome.storage.backup;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.myotome.guide.Guide;
import org.myotome.guide.StrengthCodes;
import org.myotome.storage.database.Schema;
import org.myotome.storage.migration.DatabaseException;
import org.myotome.storage.migration.Preview;
import org.myotome.storage.projection.Projection;
import org.myotome.storage.projection.ProjectionRebuild;
import org.myotome.storage.projection.StoredObservations;
import org.myotome.storage.search.Cohorts;
import org.springframework.dao.DataAccessException;

/** Looks through a database that was restored, or a copy of a backup: is everything there, and does it fit together? */
final class DatabaseCheck {

    /** Differences that are named. */
    private static final int NAMED = 10;

    private static final String UNREADABLE = "select count(*) from HFJ_RESOURCE r where not exists"
            + " (select 1 from HFJ_RES_VER v where v.RES_ID = r.RES_ID and v.RES_VER = r.RES_VER)";

    private final FhirContext fhir;
    private final Guide guide;
    private final StrengthCodes strength;
    private final Cohorts cohorts;

    DatabaseCheck(FhirContext fhir, Guide guide, StrengthCodes strength, Cohorts cohorts) {
        this.fhir = fhir;
        this.guide = guide;
        this.strength = strength;
        this.cohorts = cohorts;
    }

    /** Without a server; it takes some seconds to make. */
    static DatabaseCheck load() {
        FhirContext fhir = FhirContext.forR4Cached();
        Guide guide = Guide.load(fhir);
        return new DatabaseCheck(fhir, guide, new StrengthCodes(guide), new Cohorts(guide));
    }

    /**
     * That it holds what the manifest says, and fits together.
     *
     * @return what was found
     * @throws BackupException says what differs
     */
    String check(DataSource database, Manifest manifest) throws IOException {
        try (Connection connection = begin(database)) {
            List<String> differences = Counts.byReading(connection).differences(manifest.counts());
            if (!differences.isEmpty()) {
                throw new BackupException("It does not hold what its manifest says: " + some(differences));
            }
        } catch (SQLException unreadable) {
            throw new BackupException("The database cannot be read: " + unreadable.getMessage(), unreadable);
        }
        return manifest.summary() + "; " + check(database);
    }

    /**
     * That it fits together.
     *
     * @return what was found
     * @throws BackupException says what does not fit
     */
    String check(DataSource database) throws IOException {
        Preview schema = schema(database);
        try (Connection connection = begin(database)) {
            long unreadable = unreadable(connection);
            if (unreadable > 0) {
                throw new BackupException(unreadable + " resources lack their current version");
            }
        } catch (SQLException unreadable) {
            throw new BackupException("The database cannot be read: " + unreadable.getMessage(), unreadable);
        }
        return schema.pending().isEmpty()
                ? checkProjection(database)
                : "of an older program, which the next start changes";
    }

    private Preview schema(DataSource database) throws IOException {
        try {
            Preview schema = Schema.preview(database, cohorts);
            if (!schema.missing().isEmpty()) {
                throw new BackupException("Parts of the database are missing: " + some(schema.missing()));
            }
            return schema;
        } catch (DatabaseException later) {
            throw new BackupException(later.getMessage(), later);
        } catch (SQLException | DataAccessException unreadable) {
            throw new BackupException("The database cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    private static Connection begin(DataSource database) throws SQLException {
        Connection connection = database.getConnection();
        connection.setAutoCommit(false);
        return connection;
    }

    private static long unreadable(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(UNREADABLE)) {
            row.next();
            return row.getLong(1);
        }
    }

    private String checkProjection(DataSource database) throws IOException {
        ProjectionRebuild projection = new Projection(guide, strength, cohorts::of, database)
                .rebuild(new StoredObservations(database, fhir, new StoredText(database)));
        if (!projection.isCurrent()) {
            return "of an older program, whose projection the next start makes anew";
        }
        List<String> differences = new ArrayList<>();
        projection.check(progress -> differences.addAll(progress.differences()));
        if (!differences.isEmpty()) {
            throw new BackupException("The projection of strength differs from the resources: " + some(differences));
        }
        return "the projection fits";
    }

    private static String some(List<String> all) {
        return all.stream().limit(NAMED).collect(Collectors.joining("; "))
                + (all.size() > NAMED ? "; and " + (all.size() - NAMED) + " more" : "");
    }
}
