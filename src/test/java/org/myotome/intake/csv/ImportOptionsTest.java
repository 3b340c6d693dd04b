package org.myotome.intake.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.myotome.intake.csv.ImportOptions.Switch;

class ImportOptionsTest {

    @Test
    void everyOptionIsTaken() {
        ImportOptions options = parse("grades.csv --sender ICU|GENERAL --scale=mrc-0-5 --time-zone Europe/Berlin "
                + "--report out.csv --url http://localhost:8080/ --mapping german --atomic --all "
                + "--myotome.database.url=jdbc:h2:file:./x");
        assertThat(options.file()).isEqualTo(Path.of("grades.csv"));
        assertThat(options.words())
                .containsEntry(Setting.SENDER, "ICU|GENERAL")
                .containsEntry(Setting.SCALE, "mrc-0-5")
                .containsEntry(Setting.TIME_ZONE, "Europe/Berlin");
        assertThat(options.report()).contains(Path.of("out.csv"));
        assertThat(options.url()).contains(URI.create("http://localhost:8080"));
        assertThat(options.mapping()).contains("german");
        assertThat(options.has(Switch.ATOMIC)).isTrue();
        assertThat(options.has(Switch.DRY_RUN)).isFalse();
        assertThat(options.properties()).containsExactly("--myotome.database.url=jdbc:h2:file:./x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a.csv b.csv",
                "a.csv --sander ICU",
                "a.csv --sender",
                "a.csv --sender=",
                "a.csv --scale a --scale b",
                "a.csv --atomic --dry-run",
                "a.csv --url localhost:8080",
                "a.csv --atomic=true",
                "a.csv --myotome.x"
            })
    void whatIsWrongIsSaid(String line) {
        assertThatIllegalArgumentException().isThrownBy(() -> parse(line)).withMessageNotContaining("null");
    }

    @Test
    void theUsageNamesEveryOption() {
        for (Setting setting : Setting.values()) {
            assertThat(ImportOptions.USAGE).contains("--" + setting.parameter() + " ");
        }
    }

    private static ImportOptions parse(String line) {
        return ImportOptions.parse(line.isEmpty() ? List.of() : List.of(line.split(" ")));
    }
}
