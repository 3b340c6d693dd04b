package org.myotome.intake.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.myotome.intake.IntakeIssue;

/** What a header says, and what is wrong with it. */
class ColumnsTest {

    @Test
    void oneGradeInARowIsTheLongForm() {
        assertThat(Tables.open(Tables.LONG, Tables.settings()).columns().type()).isEqualTo("csv-long");
    }

    @Test
    void aColumnForEachMovementIsTheWideForm() {
        Columns columns = Tables.open(Tables.WIDE, Tables.settings()).columns();
        assertThat(columns.type()).isEqualTo("csv-wide");
        assertThat(columns.items()).containsExactly(4, 5);
    }

    @Test
    void namesMayDifferInCaseAndInWhatStandsBetweenWords() {
        Columns columns = Tables.open("Patient;DATE_TIME;Tester;Scale;R deltoid\n", Tables.settings())
                .columns();
        assertThat(columns.roles()).containsEntry(Role.DATETIME, 1).containsEntry(Role.SCALE, 3);
    }

    @Test
    void aTableWithoutAScaleIsRefused() {
        String table = Tables.LONG.replace("scale,", "") + "P1,2026-03-01,left,elbow-flexion,4,T1,\n";
        assertThat(Tables.refusal(table, Tables.settings()))
                .singleElement()
                .extracting(IntakeIssue::rule)
                .isEqualTo("scale-missing");
        assertThat(Tables.statements(table, Tables.settings(Setting.SCALE, "mrc-0-5")))
                .singleElement()
                .satisfies(statement ->
                        assertThat(statement.scale().orElseThrow().text()).isEqualTo("mrc-0-5"));
    }

    @Test
    void aTableThatLacksColumnsIsRefusedWithThoseItHasAndThoseItNeeds() {
        List<IntakeIssue> issues = Tables.refusal("patient,datetime,movement,scale,value\n", Tables.settings());
        assertThat(issues).singleElement().satisfies(issue -> {
            assertThat(issue.rule()).isEqualTo("required-missing");
            assertThat(issue.message()).contains("side, tester, position");
            assertThat(issue.sent()).isEqualTo("patient, datetime, movement, scale, value");
            assertThat(issue.place().shown()).isEqualTo("line 1");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"postion", "Positon", "comment"})
    void anUnknownColumnIsNotOverlooked(String name) {
        List<IntakeIssue> issues = Tables.refusal(Tables.LONG.strip() + "," + name + "\n", Tables.settings());
        assertThat(issues)
                .singleElement()
                .satisfies(issue -> assertThat(issue.sent()).isEqualTo(name));
        assertThat(issues.get(0).fix().contains("Did you mean position?")).isEqualTo(!name.equals("comment"));
    }

    @Test
    void twoColumnsOfOneNameAreRefused() {
        assertThat(Tables.refusal("patient,datetime,tester,scale,R deltoid,r_deltoid\n", Tables.settings()))
                .singleElement()
                .extracting(IntakeIssue::rule, IntakeIssue::sent)
                .containsExactly("said-twice", "R deltoid and r_deltoid");
    }

    @Test
    void aMappingSaysWhatColumnsMean() {
        Columns columns = Tables.open(
                        "Pat-ID;Datum;Untersucher;Kommentar;Bizeps re\n",
                        mapped(Map.of(
                                "Pat-ID",
                                Role.PATIENT,
                                "Datum",
                                Role.DATETIME,
                                "Untersucher",
                                Role.TESTER,
                                "kommentar",
                                Role.IGNORE)))
                .columns();
        assertThat(columns.roles())
                .containsEntry(Role.PATIENT, 0)
                .containsEntry(Role.DATETIME, 1)
                .containsEntry(Role.TESTER, 2);
        assertThat(columns.items()).containsExactly(4);
    }

    @Test
    void aMappingThatNamesAColumnWhichIsNotThereIsRefused() {
        assertThat(Tables.refusal(Tables.LONG, mapped(Map.of("Pat-ID", Role.PATIENT))))
                .singleElement()
                .satisfies(issue -> assertThat(issue.inWords()).contains("Pat-ID", "patient, datetime"));
    }

    @Test
    void twoColumnsOfOneMeaningAreRefused() {
        assertThat(Tables.refusal(Tables.LONG.strip() + ",who\n", mapped(Map.of("who", Role.TESTER))))
                .singleElement()
                .extracting(IntakeIssue::sent)
                .isEqualTo("tester and who");
    }

    private static TableSettings mapped(Map<String, Role> columns) {
        return TableSettings.of(
                new Mapping(Map.of(Setting.SENDER, "EXAMPLE-TABLE", Setting.SCALE, "mrc-0-5"), columns));
    }
}
