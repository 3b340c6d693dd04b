package org.myotome.intake.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.myotome.intake.IntakeRefusal;
import org.myotome.intake.Place;

class MomentsTest {

    private static final Place PLACE = new TablePlace(2, "datetime");

    @ParameterizedTest
    @CsvSource({
        "2026-03-01, 2026-03-01",
        "2026-03-01T09:30, 2026-03-01T09:30:00",
        "2026-03-01 09:30:15, 2026-03-01T09:30:15",
        "2026-03-01T09:30:15.25Z, 2026-03-01T09:30:15.25Z",
        "2026-03-01T09:30+01:00, 2026-03-01T09:30:00+01:00",
        "2026-03-01T09:30:00-0530, 2026-03-01T09:30:00-05:30",
        "2026-03-01T09:30+01, 2026-03-01T09:30:00+01:00",
        "2024-02-29, 2024-02-29"
    })
    void isoDatesAreRead(String text, String moment) {
        assertThat(read(text)).isEqualTo(moment);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-02-29",
                "2026-13-01",
                "2026-03-01T24:00",
                "2026-03-01T09",
                "2026-03-01T09:30.5",
                "2026-3-1",
                "2026-03",
                "2026",
                "01.03.2026",
                "3/1/2026",
                "20260301",
                "2026-03-01Z",
                "0000-01-01",
                "1026-03-01",
                "2026-03-01T09:30 ",
                "yesterday",
                "2026-03-01T09:30+25:00"
            })
    void whatIsNoDateIsRefused(String text) {
        assertThatExceptionOfType(IntakeRefusal.class)
                .isThrownBy(() -> read(text))
                .satisfies(refusal -> {
                    assertThat(refusal.issues().get(0).rule()).isEqualTo("wrong-form");
                    assertThat(refusal.issues().get(0).place()).isEqualTo(PLACE);
                });
    }

    @Test
    void aDeclaredFormIsTheOnlyOne() {
        Object[] german = {Setting.DATE_TIME_FORMAT, "dd.MM.yyyy HH:mm"};
        assertThat(read("01.03.2026 09:30", german)).isEqualTo("2026-03-01T09:30:00");
        assertRefused("2026-03-01", german);
        assertRefused("01.03.26 09:30", german);
        assertRefused("31.02.2026 09:30", german);
        assertThat(read("03/01/2026", Setting.DATE_TIME_FORMAT, "MM/dd/yyyy")).isEqualTo("2026-03-01");
        assertThat(read("1-mar-2026 9:30 pm", Setting.DATE_TIME_FORMAT, "d-MMM-uuuu h:mm a"))
                .isEqualTo("2026-03-01T21:30:00");
        assertThat(read("202603010930", Setting.DATE_TIME_FORMAT, "yyyyMMddHHmm"))
                .isEqualTo("2026-03-01T09:30:00");
    }

    @Test
    void aTimeThatTheFormLeavesUnclearIsNotDropped() {
        assertRefused("01.03.2026 09:30", Setting.DATE_TIME_FORMAT, "dd.MM.yyyy hh:mm");
    }

    @ParameterizedTest
    @ValueSource(strings = {"yyyy", "dd.MM.yyyy HH", "dd.MM.yyyy VV", "dd.MM.yyyy {", "dd.QQ.yyyy", "HH:mm"})
    void aFormThatIsNoneOfADateIsRefused(String pattern) {
        assertThatExceptionOfType(IntakeRefusal.class)
                .isThrownBy(() -> Tables.settings(Setting.DATE_TIME_FORMAT, pattern))
                .satisfies(
                        refusal -> assertThat(refusal.issues().get(0).inWords()).contains(pattern, "dd.MM.yyyy HH:mm"));
    }

    @Test
    void aTimeZoneGivesLocalTimesTheirOffset() {
        Object[] berlin = {Setting.TIME_ZONE, "Europe/Berlin"};
        assertThat(read("2026-03-01T09:30", berlin)).isEqualTo("2026-03-01T09:30:00+01:00");
        assertThat(read("2026-07-01T09:30", berlin)).isEqualTo("2026-07-01T09:30:00+02:00");
        assertThat(read("2026-07-01T09:30Z", berlin)).isEqualTo("2026-07-01T09:30:00Z");
        assertThat(read("2026-07-01", berlin)).isEqualTo("2026-07-01");
    }

    @Test
    void aTimeThatComesTwiceOrNotAtAllIsNotGuessed() {
        assertRefused("2026-03-29T02:30", Setting.TIME_ZONE, "Europe/Berlin");
        assertRefused("2026-10-25T02:30", Setting.TIME_ZONE, "Europe/Berlin");
    }

    private static void assertRefused(String text, Object... words) {
        assertThatExceptionOfType(IntakeRefusal.class).isThrownBy(() -> read(text, words));
    }

    private static String read(String text, Object... words) {
        return new Moments(Tables.settings(words)).read(text, PLACE).text();
    }
}
