package org.myotome.check;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** One run over all files. */
final class Validation {

    private final FileCheck check;
    private final Report report;
    private final Progress progress;
    private Totals totals = Totals.NONE;
    private long read;

    Validation(FileCheck check, Report report, Progress progress) {
        this.check = check;
        this.report = report;
        this.progress = progress;
    }

    /**
     * @return whether all of them could be read; those that could not are named beside the report
     * @throws IOException if the report cannot be written
     */
    boolean run(Inputs inputs, CommandStreams streams) throws IOException {
        boolean all = true;
        for (Input input : inputs.files()) {
            try (InputStream content = input.open(streams.in())) {
                check.check(input, content, this::found);
                totals = totals.plusFile();
            } catch (ReportFailure failure) {
                throw failure.cause();
            } catch (IOException unreadable) {
                progress.clear();
                streams.err().println(words(input, unreadable));
                all = false;
            }
            read += input.size();
        }
        report.end(totals);
        return all;
    }

    private static String words(Input input, IOException unreadable) {
        return unreadable instanceof FileCheck.UnknownFormatException
                ? unreadable.getMessage()
                : input.name() + " cannot be read: "
                        + Objects.requireNonNullElse(
                                unreadable.getMessage(), unreadable.getClass().getSimpleName());
    }

    private void found(Checked checked, long readOfFile) {
        totals = totals.plus(checked);
        try {
            report.add(checked);
        } catch (IOException failed) {
            throw new ReportFailure(failed);
        }
        progress.at(read + readOfFile, totals);
    }

    Totals totals() {
        return totals;
    }

    /** Is not taken for a file that cannot be read. */
    private static final class ReportFailure extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final IOException failure;

        ReportFailure(IOException failure) {
            super(failure);
            this.failure = failure;
        }

        IOException cause() {
            return failure;
        }
    }
}
