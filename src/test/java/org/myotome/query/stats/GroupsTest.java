package org.myotome.query.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.myotome.storage.projection.Code;
import org.myotome.storage.projection.Tally;
import org.myotome.strength.Side;

class GroupsTest {

    private static final String MRC = "https://w3id.org/myotome/CodeSystem/mrc-muscle-grade";
    private static final String MMT = "https://w3id.org/myotome/CodeSystem/mmt-grade";
    private static final String UCUM = "http://unitsofmeasure.org";
    private static final Code ITEM = new Code("https://w3id.org/myotome/CodeSystem/tested-movement", "elbow-flexion");

    private static Tally tally(Side side, String system, String code, double amount, long count) {
        return new Tally(ITEM, side, Optional.of(new Code(system, code)), OptionalDouble.of(amount), count);
    }

    private static Tally without(Side side, long count) {
        return new Tally(ITEM, side, Optional.empty(), OptionalDouble.empty(), count);
    }

    @Test
    void scalesUnitsAndSidesAreNeverMixed() {
        List<Group> groups = Groups.of(
                List.of(
                        tally(Side.LEFT, MRC, "5", 5, 1),
                        tally(Side.LEFT, MMT, "mmt-5", 5, 2),
                        tally(Side.LEFT, UCUM, "N", 5, 3),
                        tally(Side.LEFT, UCUM, "N.m", 5, 4),
                        tally(Side.RIGHT, MRC, "5", 5, 5)),
                false);
        assertThat(groups)
                .extracting(group -> group.side().orElseThrow() + " "
                        + group.scale().orElseThrow().name() + " " + group.count())
                .containsExactly(
                        "LEFT N 3", "LEFT N.m 4", "LEFT " + MMT + " 2", "LEFT " + MRC + " 1", "RIGHT " + MRC + " 5");
        assertThat(groups).extracting(Group::isOrdinal).containsExactly(false, false, true, true, true);
    }

    @Test
    void pooledSidesAreOneGroupAndValuesStaySorted() {
        List<Group> groups = Groups.of(
                List.of(
                        tally(Side.RIGHT, MRC, "5", 5, 1),
                        tally(Side.LEFT, MRC, "4-plus", 4.33, 2),
                        tally(Side.LEFT, MRC, "5", 5, 3),
                        without(Side.RIGHT, 4)),
                true);
        assertThat(groups).hasSize(1);
        assertThat(groups.get(0).side()).isEmpty();
        assertThat(groups.get(0).values()).extracting(Tally::count).containsExactly(2L, 4L);
        assertThat(groups.get(0).notTested()).isEqualTo(4);
    }

    @Test
    void whatHasNoValueIsOfTheOnlyScaleOrOfNone() {
        Tally grade = tally(Side.LEFT, MRC, "5", 5, 1);
        assertThat(Groups.of(List.of(grade, without(Side.LEFT, 2)), false))
                .singleElement()
                .satisfies(group -> assertThat(group.notTested()).isEqualTo(2));
        List<Group> two = Groups.of(List.of(grade, tally(Side.LEFT, MMT, "mmt-5", 5, 1), without(Side.LEFT, 2)), false);
        assertThat(two).hasSize(3);
        assertThat(two).extracting(Group::notTested).containsExactly(0L, 0L, 2L);
        assertThat(two.get(2).scale()).isEmpty();
        List<Group> none = Groups.of(List.of(without(Side.LEFT, 2)), false);
        assertThat(none)
                .singleElement()
                .satisfies(group -> assertThat(group.scale()).isEmpty());
    }

    @Test
    void gradeWithoutAPlaceInTheOrderIsNotTestedOnItsScale() {
        Tally nt = new Tally(ITEM, Side.LEFT, Optional.of(new Code(MRC, "nt")), OptionalDouble.empty(), 3);
        assertThat(Groups.of(List.of(nt, tally(Side.LEFT, MRC, "2", 2, 1)), false))
                .singleElement()
                .satisfies(group -> {
                    assertThat(group.count()).isEqualTo(1);
                    assertThat(group.notTested()).isEqualTo(3);
                });
    }
}
