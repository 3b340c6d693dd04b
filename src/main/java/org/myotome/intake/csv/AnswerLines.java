package org.myotome.intake.csv;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Lines of a report that go to an HTTP client. */
final class AnswerLines implements ReportLines {

    private final SpooledAnswer answer;
    private final ReportForm form;
    private final Pace pace = new Pace(System::nanoTime);

    AnswerLines(SpooledAnswer answer, ReportForm form) {
        this.answer = answer;
        this.form = form;
    }

    @Override
    public void write(String lines) throws IOException {
        answer.write(lines.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void progress(Counts counts) throws IOException {
        Optional<String> line = pace.isDue() ? form.progress(counts) : Optional.empty();
        if (line.isPresent()) {
            answer.overtake(line.get().getBytes(StandardCharsets.UTF_8));
        }
    }
}
