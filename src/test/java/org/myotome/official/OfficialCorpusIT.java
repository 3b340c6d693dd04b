package org.myotome.official;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.myotome.Answer;
import org.myotome.Answer.Issue;
import org.myotome.ExampleSurroundings;
import org.myotome.RunningServer;
import org.myotome.official.Corpus.Mutant;

/**
 * The server and HL7's validator on examples in which one thing was changed: what the validator rejects, the server refuses. Why
 * it refuses more than that is in {@code docs/decisions.md}, rule by rule.
 */
class OfficialCorpusIT {

    private static final RunningServer SERVER = RunningServer.shared();

    private static final List<Compared> COMPARED = new ArrayList<>();

    /** @param refusals of the server */
    private record Compared(Mutant mutant, List<Issue> refusals, List<OfficialIssue> issues) {

        boolean accepted() {
            return refusals.isEmpty();
        }

        boolean valid() {
            return issues.stream().noneMatch(OfficialIssue::refuses);
        }
    }

    @BeforeAll
    static void compare() throws Exception {
        ExampleSurroundings.storeOn(SERVER);
        for (Map.Entry<Mutant, List<OfficialIssue>> judged :
                OfficialRun.shared().mutants().entrySet()) {
            COMPARED.add(new Compared(judged.getKey(), refusals(judged.getKey()), judged.getValue()));
        }
        System.out.printf(
                "%d mutants: %d accepted by both, %d refused by both, %d refused by the server only, %d by the validator only%n",
                COMPARED.size(),
                COMPARED.stream()
                        .filter(Compared::valid)
                        .filter(Compared::accepted)
                        .count(),
                COMPARED.stream().filter(one -> !one.valid() && !one.accepted()).count(),
                COMPARED.stream().filter(one -> one.valid() && !one.accepted()).count(),
                COMPARED.stream().filter(one -> !one.valid() && one.accepted()).count());
    }

    private static List<Issue> refusals(Mutant mutant) {
        Answer answer = SERVER.post("/" + mutant.type() + "/$validate", mutant.json());
        assertThat(answer.status()).as("%s: %s", mutant, answer.body()).isLessThan(500);
        return answer.issues().stream().filter(Issue::refuses).toList();
    }

    @Test
    void theCorpusIsLargeAndHasBothKinds() {
        assertThat(COMPARED).hasSizeGreaterThanOrEqualTo(300);
        assertThat(COMPARED).filteredOn(Compared::accepted).hasSizeGreaterThan(60);
        assertThat(COMPARED).filteredOn(one -> !one.valid()).hasSizeGreaterThan(60);
    }

    @Test
    void nothingIsAcceptedThatTheValidatorRejects() {
        assertThat(COMPARED).filteredOn(one -> one.accepted() && !one.valid()).isEmpty();
    }

    @Test
    void whatOnlyTheServerRefusesIsRefusedByARuleThatIsExplained() throws Exception {
        Set<String> explained = DecisionTable.keys(DecisionTable.STRICTER);
        assertThat(COMPARED)
                .filteredOn(one -> !one.accepted() && one.valid())
                .filteredOn(one -> one.refusals().stream().noneMatch(issue -> explained.contains(issue.rule())))
                .isEmpty();
    }
}
