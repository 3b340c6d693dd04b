package org.myotome.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.myotome.bench.Results.Memory;
import org.myotome.bench.Results.Pair;
import org.myotome.bench.Results.Scale;
import org.myotome.bench.Results.Size;

/** One database, both servers. They run side by side, but only one of them has work at a time. */
final class Comparison {

    /** Searches come first: writes would change what they find. */
    private static final List<Task> TASKS = List.of(
            new Task(Work.LAST_50, 4),
            new Task(Work.LAST_50_REUSED, 4),
            new Task(Work.LAST_50, 1),
            new Task(Work.COHORT_PAGE, 4),
            new Task(Work.COHORT_PAGE_REUSED, 4),
            new Task(Work.COHORT_PAGE, 1),
            new Task(Work.COHORT_TOTAL, 4),
            new Task(Work.COHORT_COUNT, 4),
            new Task(Work.VALIDATE, 1),
            new Task(Work.VALIDATE_NARRATED, 1),
            new Task(Work.CREATE, 4),
            new Task(Work.CREATE_MINIMAL, 4),
            new Task(Work.CREATE, 1),
            new Task(Work.TRANSACTION, 4),
            new Task(Work.TRANSACTION, 1));

    private static final int CLIENTS = 4;
    /** Of each patient among the most grades, one exam of them. */
    private static final int MOST_EACH = 50;

    private static final String SMALL_HEAP = "512m";
    private static final int MEMORY_STEPS = 10;

    private final Settings settings;
    private final Path start;
    private final BenchDatabase database;
    private final Path directory;
    private final int patients;
    private final Results results;

    /** @param start from which Myotome is started */
    Comparison(Settings settings, Path start, BenchDatabase database, Path directory) {
        this.settings = settings;
        this.start = start;
        this.database = database;
        this.directory = directory;
        this.patients = settings.grades() / Messages.GRADES_EACH;
        this.results = new Results(database.title());
    }

    Results run() throws IOException {
        results.sizes(fillMyotome(), fillStock());
        try (ServerProcess myotome = myotome("myotome", settings.heap()).ready()) {
            try (ServerProcess stock = stock().ready()) {
                database.rest("myotome");
                database.rest("stock");
                sideBySide(myotome.base(), stock.base());
            }
            say("Myotome alone, up to " + settings.largest() + " grades");
            int most = settings.largest() / MOST_EACH;
            int each = (settings.largest() - settings.grades()) / Math.max(1, most - patients) + 1;
            new Load(myotome.base(), most).fill(patients, most, each - Messages.SCORED, true, CLIENTS);
            scale(myotome.base(), most);
        }
        results.plans(Plans.of(database, "myotome"));
        // Last: a first write that the client gave up may have been stored all the same, on one server only.
        starts();
        memory();
        return results;
    }

    private Size fillMyotome() throws IOException {
        say("filling Myotome");
        myotome("myotome", settings.heap()).ready().close();
        long empty = database.size("myotome");
        try (ServerProcess myotome = myotome("myotome", settings.heap()).ready()) {
            new Load(myotome.base(), patients).fill(0, patients, Messages.GRADES_EACH, CLIENTS);
        }
        return new Size(empty, database.size("myotome"));
    }

    private Size fillStock() {
        say("filling stock");
        stock("--fill.from=0", "--fill.to=0").ended();
        long empty = database.size("stock");
        stock("--fill.from=0", "--fill.to=" + patients).ended();
        return new Size(empty, database.size("stock"));
    }

    /** Both get the same grades: they must hold the same afterwards. */
    private void starts() {
        Messages messages = new Messages(new Vocabulary(), patients, Load.SEED - 1);
        for (int i = 0; i < settings.starts(); i++) {
            String grade = messages.grade();
            try (ServerProcess myotome = myotome("myotome", settings.heap())) {
                results.myotomeStarts().add(myotome.untilFirstWrite(grade));
            }
            try (ServerProcess stock = stock()) {
                results.stockStarts().add(stock.untilFirstWrite(grade));
            }
        }
        say("started in " + results.myotomeStarts() + " s, stock in " + results.stockStarts() + " s");
    }

    private void sideBySide(String myotome, String stock) throws IOException {
        Load ours = new Load(myotome, patients);
        Load theirs = new Load(stock, patients);
        ours.run(Work.LAST_50, CLIENTS, settings.firstWarm());
        theirs.run(Work.LAST_50, CLIENTS, settings.firstWarm());
        new Agreement(myotome, stock).check(patients);
        Set<Work> cold = EnumSet.of(Work.VALIDATE, Work.VALIDATE_NARRATED, Work.CREATE);
        for (Task task : TASKS) {
            Duration warm = cold.remove(task.work()) ? settings.firstWarm() : settings.warm();
            Turns turns = Turns.take(task, ours, theirs, warm, settings);
            Pair pair = new Pair(turns.first(), turns.second());
            results.pairs().add(pair);
            say(pair.myotome() + "\n    stock: " + pair.stock());
        }
    }

    /** In turn with a server that holds few grades. */
    private void scale(String largest, int patientsOfLargest) throws IOException {
        int few = patients / 10;
        try (ServerProcess smallest = myotome("few", settings.heap()).ready()) {
            Load small = new Load(smallest.base(), few);
            small.fill(0, few, Messages.GRADES_EACH, CLIENTS);
            database.rest("few");
            database.rest("myotome");
            Scaling scaling =
                    new Scaling(settings, small, few * Messages.GRADES_EACH, new Load(largest, patientsOfLargest));
            for (Scale scale : scaling.run()) {
                results.scales().add(scale);
                say(scale.grades() + " grades: " + scale.measurement());
            }
        }
    }

    private void memory() throws IOException {
        try (ServerProcess myotome = myotome("small", SMALL_HEAP).ready()) {
            Load load = new Load(myotome.base(), CLIENTS);
            load.fill(0, CLIENTS, 0, 1);
            results.memory().add(new Memory(0, myotome.residentMegabytes()));
            int step = settings.writes() / MEMORY_STEPS;
            for (int i = 1; i <= MEMORY_STEPS; i++) {
                load.run(Work.CREATE, CLIENTS, step);
                results.memory().add(new Memory(i * step, myotome.residentMegabytes()));
            }
        }
        say("memory " + results.memory());
    }

    private ServerProcess myotome(String name, String heap) {
        return ServerProcess.myotome(start, database, name, heap, directory);
    }

    private ServerProcess stock(String... arguments) {
        return ServerProcess.stock(database, settings.heap(), directory, arguments);
    }

    private static void say(String text) {
        System.out.println("[bench] " + text);
    }
}
