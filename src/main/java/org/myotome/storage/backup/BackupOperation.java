package org.myotome.storage.backup;

import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import javax.sql.DataSource;
import org.myotome.FhirOperation;
import org.myotome.RequestProblem;
import org.myotome.guide.Guide;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code $backup}, for a database that only this server can open: the files of a backup as a zip, for the command
 * {@code backup}, which verifies them. The server writes nothing.
 */
final class BackupOperation implements FhirOperation {

    private static final Logger LOG = LoggerFactory.getLogger(BackupOperation.class);

    private final DataSource database;
    private final String program;

    BackupOperation(DataSource database, String program) {
        this.database = database;
        this.program = program;
    }

    /** Sends the database as it is at this moment. */
    @Operation(name = "$backup", manualResponse = true, canonicalUrl = Guide.BASE + "/OperationDefinition/backup")
    public void backup(RequestDetails request, HttpServletResponse response) throws IOException {
        if (!request.getParameters().isEmpty()) {
            throw RequestProblem.notSupported("There are no parameters, but "
                    + String.join(", ", request.getParameters().keySet()) + " was sent. Leave them out.");
        }
        EmbeddedBackup backup;
        try {
            backup = EmbeddedBackup.of(database, program);
        } catch (BackupException other) {
            throw RequestProblem.notSupported(other.getMessage());
        }
        response.setContentType(ZippedBackup.CONTENT_TYPE);
        try (ZippedBackup zip = new ZippedBackup(response.getOutputStream())) {
            Manifest manifest = backup.write(zip);
            LOG.info("Sent a backup: {}", manifest.summary());
        } catch (IOException failed) {
            LOG.error("A backup was not sent to its end: {}", failed.getMessage());
            throw failed;
        }
    }
}
