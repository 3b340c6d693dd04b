package org.myotome.check;

import java.io.PrintStream;

/** For people, and for editors that jump to {@code file:line:column}. */
final class TextReport implements Report {

    private static final String BOLD = "1";
    private static final String RED = "1;31";
    private static final String YELLOW = "1;33";
    private static final String BLUE = "1;34";
    private static final String GREEN = "32";
    private static final String GREY = "2";

    private final PrintStream out;
    private final boolean colored;
    private final Runnable beforeLines;

    /** @param beforeLines clears the line if something else is written there */
    TextReport(PrintStream out, boolean colored, Runnable beforeLines) {
        this.out = out;
        this.colored = colored;
        this.beforeLines = beforeLines;
    }

    @Override
    public void add(Checked checked) {
        if (checked.remarks().isEmpty()) {
            return;
        }
        beforeLines.run();
        checked.remarks().forEach(remark -> add(checked, remark));
    }

    private void add(Checked checked, Remark remark) {
        String color = remark.isError() ? RED : remark.isWarning() ? YELLOW : BLUE;
        out.println(in(
                        BOLD,
                        checked.file() + ":" + remark.position().line() + ":"
                                + remark.position().column())
                + ": " + in(color, remark.severity()) + ": " + remark.message() + " "
                + in(GREY, "[" + remark.rule() + "]"));
        if (!remark.where().isEmpty()) {
            out.println("    At: " + remark.where());
        }
        for (String line : remark.lesson()) {
            out.println("    " + (line.startsWith("Fix: ") ? in(GREEN, line) : line));
        }
    }

    @Override
    public void end(Totals totals) {
        beforeLines.run();
        out.println(in(totals.errors() > 0 ? RED : totals.warnings() > 0 ? YELLOW : GREEN, totals.inWords()));
        totals.open().ifPresent(out::println);
    }

    private String in(String color, String text) {
        return colored ? "\u001B[" + color + "m" + text + "\u001B[0m" : text;
    }
}
