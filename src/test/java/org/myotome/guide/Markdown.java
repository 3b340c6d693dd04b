package org.myotome.guide;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A page of Markdown in the making. */
final class Markdown {

    private final StringBuilder text = new StringBuilder();

    void line(String line) {
        text.append(line).append('\n');
    }

    /** The head of a table; its rows follow, and an empty line ends it. */
    void table(List<String> head) {
        row(head.toArray(String[]::new));
        line("|" + "---|".repeat(head.size()));
    }

    void row(String... cells) {
        line(Stream.of(cells).map(Markdown::cell).collect(Collectors.joining(" | ", "| ", " |")));
    }

    static String cell(String text) {
        return text.replace("|", "\\|").replace("\n", " ");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
