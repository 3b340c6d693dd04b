package org.myotome.intake.csv;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.myotome.intake.Place;

/** What can be said about a table beside the table. */
enum Setting {
    SENDER("sender"),
    SCALE("scale"),
    PATIENT_SYSTEM("patientSystem"),
    TIME_ZONE("timeZone"),
    DATE_TIME_FORMAT("dateTimeFormat"),
    SEPARATOR("separator");

    private final String key;

    Setting(String key) {
        this.key = key;
    }

    /** In a mapping file. */
    String key() {
        return key;
    }

    /** In a URL, and on the command line with two dashes before it. */
    String parameter() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Place place() {
        return Place.of(
                "parameter " + parameter() + (key.equals(parameter()) ? "" : ", or " + key + " of the mapping"));
    }

    static Optional<Setting> ofKey(String key) {
        return Arrays.stream(values())
                .filter(setting -> setting.key.equals(key))
                .findFirst();
    }

    static Optional<Setting> ofParameter(String parameter) {
        return Arrays.stream(values())
                .filter(setting -> setting.parameter().equals(parameter))
                .findFirst();
    }

    static List<String> keys() {
        return Arrays.stream(values()).map(Setting::key).toList();
    }
}
