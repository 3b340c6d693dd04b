package org.myotome.monitor;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.myotome.Answer;
import org.myotome.RunningServer;

/** What Prometheus reads, line by line. */
record Scrape(String text) {

    private static final Pattern SAMPLE = Pattern.compile("([a-z_]+)(?:\\{(.*)})? (\\S+)");
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"([^\"]*)\"");

    /** @param labels as Prometheus writes them, none or all */
    record Sample(String name, Map<String, String> labels, double value) {}

    static Scrape of(RunningServer server, String management) {
        Answer answer = server.get(management + "/prometheus");
        if (answer.status() != 200) {
            throw new AssertionError("No metrics: " + answer.status() + " " + answer.body());
        }
        return new Scrape(answer.body());
    }

    List<Sample> samples() {
        return Arrays.stream(text.split("\n"))
                .filter(line -> !line.startsWith("#"))
                .map(SAMPLE::matcher)
                .filter(Matcher::matches)
                .map(sample ->
                        new Sample(sample.group(1), labels(sample.group(2)), Double.parseDouble(sample.group(3))))
                .toList();
    }

    private static Map<String, String> labels(String text) {
        return LABEL.matcher(text == null ? "" : text)
                .results()
                .collect(Collectors.toMap(
                        label -> label.group(1), label -> label.group(2), (first, second) -> second, TreeMap::new));
    }

    /** The sum over all samples that have these labels; 0 without any. */
    double value(String name, String... labels) {
        return samples().stream()
                .filter(sample -> sample.name().equals(name))
                .filter(sample -> has(sample, labels))
                .mapToDouble(Sample::value)
                .sum();
    }

    private static boolean has(Sample sample, String... labels) {
        for (int i = 0; i < labels.length; i += 2) {
            if (!labels[i + 1].equals(sample.labels().get(labels[i]))) {
                return false;
            }
        }
        return true;
    }
}
