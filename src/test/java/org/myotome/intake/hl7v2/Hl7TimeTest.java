package org.myotome.intake.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;

import org.hl7.fhir.r4.model.DateTimeType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.myotome.intake.Moment;

class Hl7TimeTest {

    private static final Hl7Time NO_ZONE = new Hl7Time("");

    @ParameterizedTest
    @CsvSource({
        "2026, 2026",
        "202611, 2026-11",
        "20261120, 2026-11-20",
        "20261120+0100, 2026-11-20",
        "202611200930, 2026-11-20T09:30:00",
        "202611200930+0100, 2026-11-20T09:30:00+01:00",
        "20261120093015-0330, 2026-11-20T09:30:15-03:30",
        "20261120093015.1234+0100, 2026-11-20T09:30:15.1234+01:00",
        "20261120093015.5, 2026-11-20T09:30:15.5",
        "20240229, 2024-02-29",
        "20261120093015-0000, 2026-11-20T09:30:15+00:00",
        "20261120093015+1400, 2026-11-20T09:30:15+14:00"
    })
    void timesBecomeThoseOfIso8601(String sent, String iso) {
        assertThat(NO_ZONE.iso(sent)).contains(iso);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026112009",
                "2026112009+0100",
                "20260231",
                "20230229",
                "20261320",
                "20261100",
                "202611202400",
                "202611200960",
                "20261120093060",
                "20261120093015+1401",
                "20261120093015+0160",
                "20261120093015+1500",
                "00000101",
                "0000",
                "26",
                "2026-11-20",
                "20261120 0930",
                "20261120T0930",
                "20261120093015.",
                "20261120093015.12345",
                "20261120093015,5",
                "20261120093015Z",
                "२०२६",
                "yesterday"
            })
    void whatIsNoTimeIsRefused(String sent) {
        Segment segment =
                Messages.parse(Messages.HEADER, "OBX|" + sent).segments().get(1);
        var problems = new Problems();
        assertThat(NO_ZONE.read(segment, 1, problems)).isEmpty();
        assertThat(problems.issues()).singleElement().satisfies(issue -> {
            assertThat(issue.rule()).isEqualTo("wrong-form");
            assertThat(issue.place().shown()).isEqualTo("OBX[1]-1");
            assertThat(issue.sent()).isEqualTo(sent);
        });
    }

    @Test
    void theZoneOfTheHeaderHoldsForTimesWithoutOne() {
        var time = Hl7Time.of(Messages.parse(Messages.HEADER).header());
        assertThat(time.zone()).isEqualTo("+01:00");
        assertThat(time.iso("20260720093015")).contains("2026-07-20T09:30:15+01:00");
        assertThat(time.iso("20260720093015-0500")).contains("2026-07-20T09:30:15-05:00");
        assertThat(time.iso("20260720")).contains("2026-07-20");
    }

    @Test
    void aTimeWithoutAnyZoneKeepsItsDateWhereFhirWantsAZone() {
        Segment segment = Messages.parse(Messages.HEADER, "PV1|20261120093015|20261120093015+0100|20261120|")
                .segments()
                .get(1);
        var problems = new Problems();
        assertThat(NO_ZONE.certain(segment, 1, problems)).contains("2026-11-20");
        assertThat(NO_ZONE.certain(segment, 2, problems)).contains("2026-11-20T09:30:15+01:00");
        assertThat(NO_ZONE.certain(segment, 3, problems)).contains("2026-11-20");
        assertThat(NO_ZONE.certain(segment, 4, problems)).isEmpty();
        assertThat(NO_ZONE.instant(segment, 1, problems)).isEmpty();
        assertThat(NO_ZONE.instant(segment, 2, problems)).contains("2026-11-20T09:30:15+01:00");
        assertThat(NO_ZONE.instant(segment, 3, problems)).isEmpty();
        assertThat(problems.issues()).isEmpty();
    }

    @Test
    void fhirReadsEachFormThatHasAZone() {
        for (String sent :
                new String[] {"2026", "202611", "20261120", "202611200930+0100", "20261120093015.1234-0330"}) {
            String iso = NO_ZONE.iso(sent).orElseThrow();
            assertThat(new DateTimeType(iso).getValueAsString()).isEqualTo(iso);
        }
    }

    @Test
    void aTimeKnowsWhereItStood() {
        Segment segment = Messages.parse(Messages.HEADER, "OBX|2026").segments().get(1);
        assertThat(NO_ZONE.read(segment, 1, new Problems())).map(Moment::place).contains(segment.place(1));
    }
}
