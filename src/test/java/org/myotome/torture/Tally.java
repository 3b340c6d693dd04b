package org.myotome.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

/** What was found of what clients wrote. */
final class Tally {

    private int acknowledged;
    private int unacknowledged;
    private final List<String> lost = new ArrayList<>();
    private final List<String> twice = new ArrayList<>();
    private final List<String> inPart = new ArrayList<>();
    /** Nobody has written them. */
    private final List<String> foreign = new ArrayList<>();

    /**
     * @param mark of a write
     * @param parts how many resources it has
     * @param found how many of them are there
     */
    void add(Client client, String mark, int parts, int found) {
        boolean told = client.acknowledged().contains(mark);
        acknowledged += told ? 1 : 0;
        unacknowledged += !told && found > 0 ? 1 : 0;
        if (told && found == 0) {
            lost.add(mark);
        } else if (found > parts) {
            twice.add(mark);
        } else if (found > 0 && found < parts) {
            inPart.add(mark);
        }
        if (!told && !client.mayBe(mark) && found > 0) {
            foreign.add(mark);
        }
    }

    int acknowledged() {
        return acknowledged;
    }

    /** Written whole, though the client does not know it. */
    int unacknowledged() {
        return unacknowledged;
    }

    List<String> lost() {
        return lost;
    }

    List<String> twice() {
        return twice;
    }

    List<String> inPart() {
        return inPart;
    }

    /** @throws AssertionError if anything is not as it was said to be */
    void requireNothingWrong() {
        assertThat(lost).as("acknowledged and not there").isEmpty();
        assertThat(twice).as("there twice").isEmpty();
        assertThat(inPart).as("there in part").isEmpty();
        assertThat(foreign).as("written by nobody").isEmpty();
    }
}
