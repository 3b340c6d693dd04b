package org.myotome.intake.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.myotome.intake.IntakeIssue;

class SpreadsheetTest {

    private static final TablePlace PLACE = new TablePlace(2, "value");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4-May",
                "May-04",
                "4. Mai",
                "04.Mai",
                "05. Apr",
                "Apr-05",
                "04-mai",
                "4-mag",
                "04/05/2026",
                "4.5.2026",
                "2026-05-04",
                "2026-05-04T00:00:00",
                "46146",
                "3. Feb 26",
                "4-abr"
            })
    void aGradeThatBecameADateIsRefusedWithWhatToDoInTheSpreadsheet(String cell) {
        assertThat(Spreadsheet.inGrade(cell, PLACE)).get().satisfies(issue -> {
            assertThat(issue.rule()).isEqualTo("grade-unreadable");
            assertThat(issue.inWords()).contains("Excel", cell, "as text");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4",
                "4-",
                "4+",
                "4/5",
                "IV/V",
                "M4",
                "MRC 4",
                "grade 4",
                "MMT 8",
                "8/10",
                "4-5",
                "NT*",
                "0*",
                "4.5",
                "4.33",
                "N/A",
                "unable",
                "Full resistance",
                "4 / 5",
                "5-",
                "4(+)",
                "4\u22125",
                "right 4",
                "r3"
            })
    void whatPeopleWriteIsLeftToTheTranslation(String cell) {
        assertThat(Spreadsheet.inGrade(cell, PLACE).or(() -> Spreadsheet.inCell(cell, PLACE)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"=\"4-\"", "=4-5", "'4-", "'00123", "#NAME?", "#N/A", "#REF!", "########"})
    void whatASpreadsheetPutsInAnyCellIsRefused(String cell) {
        Optional<IntakeIssue> issue = Spreadsheet.inCell(cell, PLACE);
        assertThat(issue).get().extracting(IntakeIssue::sent).isEqualTo(cell);
        assertThat(issue.get().fix()).contains("spreadsheet");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.23457E+11", "1,23457E+11", "1E+05"})
    void aNumberThatLostDigitsIsRefused(String cell) {
        assertThat(Spreadsheet.inNumber(cell, PLACE))
                .get()
                .extracting(IntakeIssue::rule)
                .isEqualTo("wrong-form");
    }

    @ParameterizedTest
    @ValueSource(strings = {"00123", "PE-11", "'t Hart", "E+11"})
    void numbersAndNamesAreLeftAlone(String cell) {
        assertThat(Spreadsheet.inNumber(cell, PLACE).or(() -> Spreadsheet.inCell(cell, PLACE)))
                .isEmpty();
    }
}
