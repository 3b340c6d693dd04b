package org.myotome.storage.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the command says of a new, an older, a current, a damaged and a later database, here of H2. */
class MigrateCommandTest {

    private static final String COUNTS = "0.1.0.20261129.5 Keep counts of tables";

    @TempDir
    private Path directory;

    @Test
    void saysWhatIsToBeChangedAndWhatIsMissing() throws SQLException {
        ofANewDatabase();
        ofAnOlderOne();
        ofADamagedOne();
        ofALaterOne();
    }

    private void ofANewDatabase() {
        MigrateOutput check = command("--check");
        assertThat(check.exitCode()).as(check.text()).isEqualTo(1);
        assertThat(check.text()).contains("is new", "changes");
        assertThat(directory).as("nothing is made").isEmptyDirectory();
        MigrateOutput migrate = command();
        assertThat(migrate.exitCode()).as(migrate.text()).isZero();
        assertThat(migrate.text()).contains("Done.", "is up to date");
        MigrateOutput after = command("--check");
        assertThat(after.exitCode()).as(after.text()).isZero();
        assertThat(after.text()).contains("is up to date");
    }

    private void ofAnOlderOne() throws SQLException {
        change("drop table MYO_INTAKE_TABLE", "delete from FLY_HFJ_MIGRATION where \"version\" like '%20261129.5'");
        MigrateOutput check = command("--check");
        assertThat(check.exitCode()).as(check.text()).isEqualTo(1);
        assertThat(check.text()).contains("pending: " + COUNTS, "1 changes are pending");
        MigrateOutput migrate = command();
        assertThat(migrate.exitCode()).as(migrate.text()).isZero();
        assertThat(migrate.text()).contains("pending: " + COUNTS, "Done.", "is up to date");
    }

    private void ofADamagedOne() throws SQLException {
        change(
                "drop trigger MYO_COUNT",
                "drop index IDX_MYO_MESSAGE_TIME",
                "alter table MYO_INTAKE_MESSAGE drop column DIGEST",
                "drop sequence SEQ_RESOURCE_ID");
        for (MigrateOutput damaged : new MigrateOutput[] {command("--check"), command()}) {
            assertThat(damaged.exitCode()).isEqualTo(2);
            assertThat(damaged.text())
                    .contains("missing: trigger MYO_COUNT, which this makes: create trigger MYO_COUNT after insert")
                    .contains("missing: index IDX_MYO_MESSAGE_TIME", "missing: column MYO_INTAKE_MESSAGE.DIGEST")
                    .contains("missing: sequence SEQ_RESOURCE_ID", "0 changes are pending, 4 parts are missing");
        }
    }

    private void ofALaterOne() throws SQLException {
        change("insert into FLY_HFJ_MIGRATION (\"installed_rank\", \"version\", \"description\", \"type\", \"script\","
                + " \"installed_by\", \"installed_on\", \"execution_time\", \"success\")"
                + " values (99999, '0.2.0.20270101.1', 'Count falls', 'JDBC', '', '', current_date, 0, true)");
        for (MigrateOutput later : new MigrateOutput[] {command("--check"), command()}) {
            assertThat(later.exitCode()).isEqualTo(2);
            assertThat(later.text())
                    .contains("newer than this program", "0.2.0.20270101.1 Count falls", "Nothing was changed")
                    .contains("of version 0.2.0 or later");
        }
    }

    @Test
    void wrongArgumentsAreNamed() {
        MigrateOutput wrong = command("--dry-run");
        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.text()).contains("--dry-run", "Usage: migrate");
        assertThat(directory).isEmptyDirectory();
    }

    private MigrateOutput command(String... arguments) {
        String[] all = Arrays.copyOf(arguments, arguments.length + 1);
        all[arguments.length] = "--myotome.database.url=" + url();
        return MigrateOutput.of(all);
    }

    private String url() {
        return "jdbc:h2:file:" + directory.resolve("myotome");
    }

    private void change(String... sql) throws SQLException {
        try (Connection database = DriverManager.getConnection(url(), "sa", "");
                Statement statement = database.createStatement()) {
            for (String one : sql) {
                statement.execute(one);
            }
        }
    }
}
