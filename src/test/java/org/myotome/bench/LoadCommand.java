package org.myotome.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.springframework.core.env.SimpleCommandLinePropertySource;

/**
 * Measures one kind of work against any running server:
 * {@code LoadCommand --url=http://localhost:8080/fhir --work=create --clients=4 --warm=30 --seconds=30 --patients=100 --grades=0}.
 * Patients that are not there are stored first, each with that many grades.
 */
final class LoadCommand {

    private LoadCommand() {}

    public static void main(String[] args) throws IOException {
        SimpleCommandLinePropertySource options = new SimpleCommandLinePropertySource(args);
        int patients = number(options, "patients", 100);
        int clients = number(options, "clients", 4);
        Load load = new Load(text(options, "url", "http://localhost:8080/fhir"), patients);
        if (!load.hasPatients()) {
            load.fill(0, patients, number(options, "grades", 0), clients);
        }
        for (String name : List.of(text(options, "work", "create").split(","))) {
            Work work = Work.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
            load.run(work, clients, Duration.ofSeconds(number(options, "warm", 30)));
            System.out.println(load.run(work, clients, Duration.ofSeconds(number(options, "seconds", 30))));
        }
    }

    private static String text(SimpleCommandLinePropertySource options, String name, String otherwise) {
        String value = options.getProperty(name);
        return value == null ? otherwise : value;
    }

    private static int number(SimpleCommandLinePropertySource options, String name, int otherwise) {
        return Integer.parseInt(text(options, name, Integer.toString(otherwise)));
    }
}
