package org.myotome.storage.terminology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What may be said to upload-terminology, and what it says to the rest. */
class UploadOptionsTest {

    @TempDir
    private Path directory;

    @Test
    void systemFilesAndPropertiesAreRead() throws IOException {
        var file = Files.writeString(directory.resolve("concepts.csv"), "CODE,DISPLAY")
                .toString();
        var options =
                UploadOptions.read(List.of("--system=http://loinc.org", "--myotome.database.url=jdbc:h2:mem:x", file));
        assertThat(options.system()).isEqualTo(UploadOptions.LOINC);
        assertThat(options.files()).containsExactly(Path.of(file));
        assertThat(options.properties()).containsExactly("--myotome.database.url=jdbc:h2:mem:x");
        assertThat(UploadOptions.read(List.of("--system", "http://loinc.org", file)))
                .isEqualTo(new UploadOptions(UploadOptions.LOINC, List.of(Path.of(file)), Optional.empty(), List.of()));
        assertThat(UploadOptions.read(List.of("--system", "urn:x", "--url", "http://localhost:8080/", file))
                        .url())
                .contains(URI.create("http://localhost:8080"));
    }

    @Test
    void whatIsWrongIsNamed() throws IOException {
        var file = Files.writeString(directory.resolve("concepts.csv"), "CODE,DISPLAY")
                .toString();
        refused("No file was named", "--system", "http://loinc.org");
        refused("No file that can be read: none.zip", "--system", "http://loinc.org", "none.zip");
        refused("--system is the url", file);
        refused("--system is the url", "--system", "loinc", file);
        refused("Unknown, or without a value: --sytem", "--sytem", "http://loinc.org", file);
        refused("not localhost", "--url=localhost", "--system=http://loinc.org", file);
        refused("Unknown, or without a value: --url", "--system=http://loinc.org", file, "--url");
        refused("Myotome's own", "--system", "https://w3id.org/myotome/CodeSystem/mrc-muscle-grade", file);
    }

    @Test
    void theCommandExplainsItself() {
        assertThat(new UploadTerminologyCommand().run(List.of())).isEqualTo(2);
        assertThat(new UploadTerminologyCommand().run(List.of("--help"))).isZero();
        assertThat(UploadOptions.USAGE).contains("concepts.csv", "Exit code");
    }

    private static void refused(String why, String... arguments) {
        assertThatThrownBy(() -> UploadOptions.read(List.of(arguments)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }
}
