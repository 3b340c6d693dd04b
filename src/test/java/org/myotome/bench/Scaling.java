package org.myotome.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.myotome.bench.Results.Scale;

/** How Myotome answers among few grades and among the most, in turn. */
final class Scaling {

    private static final int CLIENTS = 4;
    private static final List<Task> TASKS = List.of(
            new Task(Work.COHORT_PAGE, CLIENTS),
            new Task(Work.COHORT_TOTAL, CLIENTS),
            new Task(Work.COHORT_COUNT, CLIENTS),
            new Task(Work.LASTN, CLIENTS),
            new Task(Work.MRC_SUM_SCORE, CLIENTS),
            new Task(Work.STRENGTH_TREND, CLIENTS),
            new Task(Work.WEAKNESS_PATTERN, CLIENTS),
            new Task(Work.STATS, 1));

    private final Settings settings;
    private final Load few;
    private final int fewGrades;
    private final Load most;

    /** @param most of a server that holds {@link Settings#largest} grades */
    Scaling(Settings settings, Load few, int fewGrades, Load most) {
        this.settings = settings;
        this.few = few;
        this.fewGrades = fewGrades;
        this.most = most;
    }

    List<Scale> run() throws IOException {
        few.run(TASKS.get(0).work(), CLIENTS, settings.firstWarm());
        most.run(TASKS.get(0).work(), CLIENTS, settings.firstWarm());
        List<Scale> scales = new ArrayList<>();
        for (Task task : TASKS) {
            Turns turns = Turns.take(task, few, most, settings.warm(), settings);
            scales.add(new Scale(fewGrades, turns.first()));
            scales.add(new Scale(settings.largest(), turns.second()));
        }
        return scales;
    }
}
