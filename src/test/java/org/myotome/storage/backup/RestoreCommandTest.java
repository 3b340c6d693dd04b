package org.myotome.storage.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is restored, what is refused, and that nothing is lost by either. */
class RestoreCommandTest {

    @TempDir
    private static Path data;

    private static SmallDatabase database;
    private static Path backup;

    @TempDir
    private Path directory;

    @BeforeAll
    static void open() throws IOException {
        database = SmallDatabase.in(data);
        backup = database.backedUp(data.resolve("backup"));
    }

    @AfterAll
    static void close() throws Exception {
        database.close();
    }

    @Test
    void anEmptyPlaceGetsTheDatabase() throws IOException {
        restore(backup);
        assertThat(files()).containsExactly("myotome.mv.db");
    }

    @Test
    void aDatabaseIsReplacedOnlyWhenThatIsSaidAndKeptThen() throws IOException {
        Files.writeString(directory.resolve("myotome.mv.db"), "what was there");
        Files.writeString(directory.resolve("myotome.wal"), "and its log");
        assertThatThrownBy(() -> restore(backup)).hasMessageContainingAll("There is a database already", "--force");
        assertThat(files()).containsExactly("myotome.mv.db", "myotome.wal");
        restore(backup, "--force");
        assertThat(files()).hasSize(3).noneMatch(file -> file.equals("myotome.wal"));
        assertThat(files().get(1)).startsWith("myotome.mv.db.before-restore-");
        assertThat(directory.resolve(files().get(1))).hasContent("what was there");
        assertThat(directory.resolve(files().get(2))).hasContent("and its log");
    }

    @Test
    void aLogAloneIsADatabaseToo() throws IOException {
        Files.writeString(directory.resolve("myotome.wal"), "its log");
        assertThatThrownBy(() -> restore(backup)).hasMessageContainingAll("myotome.wal", "--force");
    }

    @Test
    void aBrokenFileIsRefused() throws IOException {
        Path broken = copy();
        try (RandomAccessFile file =
                new RandomAccessFile(broken.resolve(EmbeddedBackup.DATABASE).toFile(), "rw")) {
            file.seek(file.length() / 2);
            file.write(file.read() + 1);
        }
        assertThatThrownBy(() -> restore(broken)).hasMessageContainingAll("broken", "Use another backup");
        assertThat(files()).isEmpty();
    }

    @Test
    void aMissingFileIsRefused() throws IOException {
        Path missing = copy();
        Files.delete(missing.resolve(EmbeddedBackup.DATABASE));
        assertThatThrownBy(() -> restore(missing)).hasMessageContaining("is missing");
    }

    @Test
    void whatIsNoBackupIsRefused() throws IOException {
        Path half = copy();
        Files.delete(half.resolve(Manifest.FILE));
        assertThatThrownBy(() -> restore(half)).hasMessageContaining("no manifest.json, which is written last");
        Files.writeString(half.resolve(Manifest.FILE), "{\"format\": 1, \"program\"");
        assertThatThrownBy(() -> restore(half)).hasMessageContaining("no JSON that a backup writes");
    }

    @Test
    void aNewerBackupIsRefused() throws IOException {
        Path newer = changed("\"program\" : \"0.1.0\"", "\"program\" : \"0.10.0\"");
        assertThatThrownBy(() -> restore(newer)).hasMessageContainingAll("Myotome 0.10.0", "this is 0.1.0");
        Path later = changed("\"format\" : 1", "\"format\" : 2");
        assertThatThrownBy(() -> restore(later)).hasMessageContaining("format 2");
        assertThat(files()).isEmpty();
    }

    @Test
    void aDatabaseThatDoesNotHoldWhatTheManifestSaysIsRefused() throws IOException {
        Path other = changed("\"versions\" : 2", "\"versions\" : 3");
        assertThatThrownBy(() -> restore(other))
                .hasMessageContainingAll("does not hold what its manifest says", "Patient", "versions=2", "versions=3");
        assertThat(files()).as("nothing is left of it").isEmpty();
    }

    @Test
    void aDatabaseOfANewerSchemaIsRefused() throws IOException {
        String note = "insert into \"FLY_HFJ_MIGRATION\" (\"installed_rank\", \"version\", \"description\", \"type\","
                + " \"script\", \"installed_by\", \"installed_on\", \"execution_time\", \"success\")"
                + " select 99999, '99.1.0.20991231.1', 'x', 'JDBC', 'x', 'x', current_date, 1, true";
        database.jdbc().update(note);
        try {
            Path newer = database.backedUp(directory.resolve("newer"));
            assertThatThrownBy(() -> SmallDatabase.verification().verify(newer, directory))
                    .hasMessageContainingAll("newer than this program", "99.1.0.20991231.1");
        } finally {
            database.jdbc().update("delete from \"FLY_HFJ_MIGRATION\" where \"installed_rank\" = 99999");
        }
    }

    @Test
    void aResourceWithoutItsCurrentVersionIsSeen() throws IOException {
        database.jdbc().update("update HFJ_RESOURCE set RES_VER = 3");
        try {
            Path torn = database.backedUp(directory.resolve("torn"));
            assertThatThrownBy(() -> SmallDatabase.verification().verify(torn, directory))
                    .hasMessageContaining("1 resources lack their current version");
        } finally {
            database.jdbc().update("update HFJ_RESOURCE set RES_VER = 2");
        }
    }

    private void restore(Path from, String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(options));
        arguments.add(from.toString());
        arguments.add("--myotome.database.url=jdbc:h2:file:" + directory.resolve("myotome"));
        BackupArguments parsed = BackupArguments.parse(arguments, false, true);
        new RestoreCommand()
                .work(
                        parsed,
                        new Settings(
                                SmallDatabase.PROGRAM,
                                SmallDatabase.properties("jdbc:h2:file:" + directory.resolve("myotome"))));
    }

    private Path changed(String from, String to) throws IOException {
        Path changed = copy();
        Path manifest = changed.resolve(Manifest.FILE);
        String before = Files.readString(manifest);
        assertThat(before).contains(from);
        Files.writeString(manifest, before.replace(from, to));
        return changed;
    }

    private Path copy() throws IOException {
        Path copy = Files.createTempDirectory(data, "copy");
        for (String file : List.of(EmbeddedBackup.DATABASE, Manifest.FILE)) {
            Files.copy(backup.resolve(file), copy.resolve(file));
        }
        return copy;
    }

    /** In the directory of the database, in order. */
    private List<String> files() throws IOException {
        try (var files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
