package org.myotome.intake.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.myotome.EmptyDatabase;
import org.myotome.OwnProcess;
import org.myotome.RunningServer;
import org.myotome.StartedServer;

/** The packaged program imports a table, in the database itself or through a running server. */
@OwnProcess
class ImportCommandIT {

    private static final String SYSTEM = "https://w3id.org/myotome/sender/EXAMPLE-TABLE/any/patient";

    private final Path directory = RunningServer.temporaryDirectory();

    @Test
    void aTableIsImportedIntoTheDatabaseThatAServerOpensNext() throws IOException {
        EmptyDatabase.in(directory);
        write(Tables.rows(1200));
        assertThat(run("--sender", "EXAMPLE-TABLE", "--report", "report.csv")).isZero();
        assertThat(Files.readString(directory.resolve("report.csv"))).contains("1200 rows: 1200 stored");
        assertThat(run("--sender", "EXAMPLE-TABLE", "--report", "report.csv")).isZero();
        assertThat(Files.readString(directory.resolve("report.csv"))).contains("0 stored, 1200 already there");
        try (StartedServer started = StartedServer.in(directory)) {
            RunningServer server = started.ready();
            assertThat(server.count(
                            "/Observation?code=elbow-flexion&subject:Patient.identifier=" + SYSTEM + "%7CP1200"))
                    .isEqualTo(1);
            assertThat(server.count("/Patient")).isEqualTo(1200);
            useTheRunningServer(server);
        }
    }

    /** The database belongs to the server: the command says so, and what else there is to do. */
    private void useTheRunningServer(RunningServer server) throws IOException {
        write(Tables.rows(1201) + Tables.row(1300, "4.5"));
        try (StartedServer command =
                StartedServer.command(directory, "import", "grades.csv", "--sender", "EXAMPLE-TABLE")) {
            assertThat(command.ended()).isEqualTo(1);
            assertThat(command.printed())
                    .contains("--url http://localhost:8080")
                    .doesNotContain("\tat ");
        }
        String url = server.base().replace("/fhir", "");
        assertThat(run("--sender", "EXAMPLE-TABLE", "--url", url, "--report", "report.csv"))
                .isEqualTo(1);
        assertThat(Files.readString(directory.resolve("report.csv")))
                .contains("1203,value,refused", "1202 rows: 1 stored, 1200 already there, 1 refused");
        assertThat(server.count("/Observation?code=elbow-flexion&subject:Patient.identifier=" + SYSTEM + "%7CP1201"))
                .isEqualTo(1);
    }

    @Test
    void wrongArgumentsAndWrongTablesAreToldBeforeADatabaseIsOpened() throws IOException {
        assertThat(run("--sender")).isEqualTo(2);
        write("patient,value\n");
        assertThat(run("--sender", "EXAMPLE-TABLE")).isEqualTo(1);
        write(Tables.rows(1));
        assertThat(run()).isEqualTo(2);
        assertThat(directory.resolve("data")).doesNotExist();
    }

    @Test
    void aDryRunReportsAndStoresNothing() throws IOException {
        EmptyDatabase.in(directory);
        write(Tables.rows(3));
        assertThat(run("--sender", "EXAMPLE-TABLE", "--dry-run", "--report", "report.csv"))
                .isZero();
        assertThat(Files.readString(directory.resolve("report.csv"))).contains("3 would be stored, none is");
        assertThat(run("--sender", "EXAMPLE-TABLE", "--atomic", "--report", "report.csv"))
                .isZero();
        assertThat(Files.readString(directory.resolve("report.csv"))).contains("3 rows: 3 stored");
    }

    private void write(String table) throws IOException {
        Files.writeString(directory.resolve("grades.csv"), table);
    }

    private int run(String... options) {
        String[] arguments = new String[options.length + 2];
        arguments[0] = "import";
        arguments[1] = "grades.csv";
        System.arraycopy(options, 0, arguments, 2, options.length);
        try (StartedServer command = StartedServer.command(directory, arguments)) {
            return command.ended();
        }
    }
}
