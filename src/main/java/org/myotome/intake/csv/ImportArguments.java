package org.myotome.intake.csv;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.myotome.intake.csv.ImportOptions.Switch;

/** The words of a command line, sorted: {@code --name value} and {@code --name=value}, switches, properties, and files. */
final class ImportArguments {

    private static final List<String> VALUES = List.of("--mapping", "--report", "--url");

    private final Map<String, String> values = new TreeMap<>();
    private final Set<Switch> switches = EnumSet.noneOf(Switch.class);
    private final List<String> properties = new ArrayList<>();
    private final List<String> files = new ArrayList<>();

    /** @throws IllegalArgumentException says which argument is wrong */
    ImportArguments(List<String> arguments) {
        Deque<String> rest = new ArrayDeque<>(arguments);
        while (!rest.isEmpty()) {
            take(rest.removeFirst(), rest);
        }
        if (files.size() != 1) {
            throw new IllegalArgumentException(
                    files.isEmpty() ? "No file is named" : "More than one file: " + String.join(", ", files));
        }
    }

    private void take(String argument, Deque<String> rest) {
        String[] option = argument.split("=", 2);
        Optional<Switch> found = Arrays.stream(Switch.values())
                .filter(one -> one.option().equals(argument))
                .findFirst();
        if (found.isPresent()) {
            switches.add(found.get());
        } else if (!argument.startsWith("--")) {
            files.add(argument);
        } else if (option[0].matches("--(myotome|spring|logging)\\..+") && option.length == 2) {
            properties.add(argument);
        } else if (VALUES.contains(option[0])
                || Setting.ofParameter(option[0].substring(2)).isPresent()) {
            String next = rest.isEmpty() || option.length == 2 ? "" : rest.removeFirst();
            put(option[0], option.length == 2 ? option[1] : next);
        } else {
            throw new IllegalArgumentException("Unknown: " + argument);
        }
    }

    private void put(String option, String value) {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("Without a value: " + option);
        }
        if (values.put(option, value) != null) {
            throw new IllegalArgumentException("More than once: " + option);
        }
    }

    String file() {
        return files.get(0);
    }

    Optional<String> value(String option) {
        return Optional.ofNullable(values.get(option));
    }

    Set<Switch> switches() {
        return switches;
    }

    List<String> properties() {
        return properties;
    }
}
