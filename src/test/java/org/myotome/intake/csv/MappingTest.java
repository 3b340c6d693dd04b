package org.myotome.intake.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.myotome.intake.IntakeRefusal;
import org.myotome.intake.Place;

class MappingTest {

    private static final String GERMAN = """
            {"sender": "EXAMPLE-TABLE", "columns": {"Pat-ID": "patient", "Kommentar": "ignore"}, "scale": "mrc-0-5",
             "patientSystem": "urn:oid:2.999", "timeZone": "Europe/Berlin", "dateTimeFormat": "dd.MM.yyyy HH:mm",
             "separator": "semicolon"}
            """;

    @TempDir
    private Path directory;

    @Test
    void aMappingIsWrittenAsItWasRead() {
        Mapping mapping = read(GERMAN);
        assertThat(mapping.columns()).containsEntry("Pat-ID", Role.PATIENT).containsEntry("Kommentar", Role.IGNORE);
        assertThat(read(mapping.json())).isEqualTo(mapping);
        assertThat(mapping.json()).doesNotContain("\n");
        assertThat(TableSettings.of(mapping).separator()).contains(Separator.SEMICOLON);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "{\"colums\": {}}",
                "{\"scale\": 5}",
                "{\"columns\": {\"a\": \"pacient\"}}",
                "{\"columns\": \"a\"}",
                "{\"scale\": \"a\", \"scale\": \"b\"}",
                "{\"columns\": {\"a\": 5}}"
            })
    void whatIsNoMappingIsRefused(String json) {
        assertThatExceptionOfType(IntakeRefusal.class)
                .isThrownBy(() -> read(json))
                .satisfies(refusal ->
                        assertThat(refusal.issues().get(0).place().shown()).isEqualTo("a.csv-mapping.json"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Mars/Olympus", "+99:00"})
    void aZoneThatIsNotThereIsRefused(String zone) {
        assertThatExceptionOfType(IntakeRefusal.class)
                .isThrownBy(() -> Tables.settings(Setting.TIME_ZONE, zone))
                .satisfies(
                        refusal -> assertThat(refusal.issues().get(0).inWords()).contains(zone, "Europe/Berlin"));
    }

    @Test
    void aTableWithoutASenderIsRefused() {
        assertThatExceptionOfType(IntakeRefusal.class).isThrownBy(() -> TableSettings.of(Mapping.NONE));
        assertThatExceptionOfType(IntakeRefusal.class).isThrownBy(() -> Tables.settings(Setting.SENDER, "|GENERAL"));
    }

    @Test
    void anEditOfAMappingCountsAtOnce() throws IOException {
        MappingFiles files = new MappingFiles(directory);
        Path file = directory.resolve("german.csv-mapping.json");
        Files.writeString(file, GERMAN);
        assertThat(files.find("german").words()).containsEntry(Setting.SCALE, "mrc-0-5");
        Files.writeString(file, GERMAN.replace("mrc-0-5", "mmt-0-10"));
        assertThat(files.find("german").words()).containsEntry(Setting.SCALE, "mmt-0-10");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../secret", "..", "", "a/b", "/etc/passwd", "french", ".hidden", "german\0"})
    void aNameReachesNoOtherFile(String name) throws IOException {
        Path senders = Files.createDirectory(directory.resolve("senders"));
        Files.writeString(directory.resolve("secret.csv-mapping.json"), GERMAN);
        Files.writeString(senders.resolve("german.csv-mapping.json"), GERMAN);
        assertThatExceptionOfType(IntakeRefusal.class)
                .isThrownBy(() -> new MappingFiles(senders).find(name))
                .satisfies(
                        refusal -> assertThat(refusal.issues().get(0).allowed()).isEqualTo("german"));
    }

    private static Mapping read(String json) {
        return Mapping.read(json.getBytes(StandardCharsets.UTF_8), Place.of("a.csv-mapping.json"));
    }
}
