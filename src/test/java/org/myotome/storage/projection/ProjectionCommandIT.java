package org.myotome.storage.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.myotome.Bedside;
import org.myotome.Bedside.Limb;
import org.myotome.EmptyDatabase;
import org.myotome.OwnProcess;
import org.myotome.RunningServer;
import org.myotome.StartedServer;

/** The commands of the packaged program, on a database that nobody has open and on one that a server has open. */
@OwnProcess
class ProjectionCommandIT {

    private final Path directory = EmptyDatabase.in(RunningServer.temporaryDirectory());

    @Test
    void checkAndRebuildWithAndWithoutAServer() throws SQLException {
        try (StartedServer started = StartedServer.in(directory)) {
            RunningServer server = started.ready();
            Bedside bedside = Bedside.on(server);
            bedside.store(bedside.twelve("4"));
            String url = server.base().replace("/fhir", "");
            command(0, "consistent: 12 Observations, 0 rows differ", "check-projection", "--url", url);
            command(0, "rebuilt: 12 Observations, 0 rows mended", "rebuild-projection", "--url", url);
            command(1, "--url http://localhost:8080", "check-projection");
            assertThat(started.stop()).isEqualTo(143);
        }
        change("delete from MYO_STRENGTH where SIDE = 0");
        command(1, "inconsistent: 12 Observations, 6 rows differ", "check-projection");
        command(0, "rebuilt: 12 Observations, 6 rows mended", "rebuild-projection");
        // As a database from before the projection: the server makes it before it is ready.
        change("delete from MYO_STRENGTH", "delete from MYO_PROJECTION");
        try (StartedServer started = StartedServer.in(directory)) {
            RunningServer server = started.ready();
            server.store(Bedside.on(server)
                    .grade("elbow-flexion", Limb.LEFT_ARM, "4")
                    .toString());
            assertThat(server.get("/$check-projection").body()).contains("consistent: 13 Observations, 0 rows differ");
        }
    }

    @Test
    void refuseWrongArguments() {
        command(2, "Usage: check-projection", "check-projection", "--all");
        command(2, "--url is the address of a server", "rebuild-projection", "--url", "localhost");
    }

    private void command(int exitCode, String says, String... arguments) {
        try (StartedServer command = StartedServer.command(directory, arguments)) {
            assertThat(command.ended()).as(command.printed()).isEqualTo(exitCode);
            assertThat(command.printed()).contains(says);
        }
    }

    private void change(String... sql) throws SQLException {
        String url = "jdbc:h2:file:" + directory.resolve("data").resolve("myotome");
        try (Connection database = DriverManager.getConnection(url, "sa", "");
                Statement statement = database.createStatement()) {
            for (String one : sql) {
                statement.execute(one);
            }
        }
    }
}
