package org.myotome.intake.hl7v2;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The segments of one message in a file, each a line, to find places in them. */
final class SegmentLines {

    private final byte[] content;
    private final int firstLine;
    private final Delimiters delimiters;
    private final List<Segment> segments = new ArrayList<>();

    private record Segment(String name, String text, int line) {}

    /** @param start of the message in the file, and its end, which is behind it */
    SegmentLines(byte[] file, int start, int end) {
        content = Arrays.copyOfRange(file, start, end);
        firstLine = 1 + lineEnds(file, 0, start);
        Hl7Header header = Hl7Header.of(content, StandardCharsets.ISO_8859_1);
        Charset charset = CharacterSets.named(header.field(18)).orElse(StandardCharsets.UTF_8);
        delimiters = header.delimiters();
        int line = firstLine;
        int at = 0;
        for (Hl7File.Part part = Hl7File.Part.after(content, 0);
                part != null;
                part = Hl7File.Part.after(content, part.end())) {
            line += lineEnds(content, at, part.start());
            at = part.start();
            String text = new String(content, part.start(), part.end() - part.start(), charset);
            segments.add(new Segment(text.substring(0, Math.min(3, text.length())), text, line));
        }
    }

    /** Those of a file, each from its MSH to the next. */
    static List<SegmentLines> messages(byte[] file) {
        List<SegmentLines> messages = new ArrayList<>();
        int start = -1;
        int end = 0;
        for (Hl7File.Part part = Hl7File.Part.after(file, 0);
                part != null;
                part = Hl7File.Part.after(file, part.end())) {
            boolean envelope = !part.name().equals(Hl7File.Part.OTHER);
            if (envelope && start >= 0) {
                messages.add(new SegmentLines(file, start, end));
                start = -1;
            }
            start = part.name().equals("MSH") ? part.start() : start;
            end = part.end();
        }
        if (start >= 0) {
            messages.add(new SegmentLines(file, start, end));
        }
        return messages;
    }

    /** Each of CR LF, LF and CR ends a line, as in an editor. */
    private static int lineEnds(byte[] file, int start, int end) {
        int ends = 0;
        for (int i = start; i < end; i++) {
            boolean crLf = file[i] == '\r' && i + 1 < file.length && file[i + 1] == '\n';
            ends += Hl7Header.isLineEnd(file[i]) && !crLf ? 1 : 0;
        }
        return ends;
    }

    byte[] content() {
        return content;
    }

    int firstLine() {
        return firstLine;
    }

    /** That of the segment; of one that is not there, that of the first of the message. */
    int line(Hl7Place place) {
        return segment(place).line();
    }

    /** Of a part that is not there, the end of what is. */
    int column(Hl7Place place) {
        Segment segment = segment(place);
        if (!segment.name().equals(place.segment()) || place.field() == 0) {
            return 1;
        }
        // MSH-1 is the delimiter itself, so that the text behind the first delimiter is MSH-2.
        boolean header = segment.name().matches("MSH|FHS|BHS");
        int column = skip(segment.text(), 0, delimiters.field(), header ? place.field() - 1 : place.field());
        if (header && place.field() <= 2) {
            return column + 1;
        }
        column = skip(segment.text(), column, delimiters.repetition(), place.repetition() - 1);
        return 1 + skip(segment.text(), column, delimiters.component(), Math.max(place.component(), 1) - 1);
    }

    private Segment segment(Hl7Place place) {
        List<Segment> same = segments.stream()
                .filter(segment -> segment.name().equals(place.segment()))
                .toList();
        if (!same.isEmpty()) {
            return same.get(Math.min(Math.max(place.sequence(), 1), same.size()) - 1);
        }
        return segments.isEmpty() ? new Segment("", "", firstLine) : segments.get(0);
    }

    /** Behind the next delimiters; within the field, since a field ends both repetitions and components. */
    private int skip(String text, int start, char delimiter, int times) {
        int at = start;
        for (int i = 0; i < times; i++) {
            int next = text.indexOf(delimiter, at);
            int fieldEnd = delimiter == delimiters.field() ? text.length() : end(text, start, delimiters.field());
            if (next < 0 || next >= fieldEnd) {
                return fieldEnd;
            }
            at = next + 1;
        }
        return at;
    }

    private static int end(String text, int start, char delimiter) {
        int end = text.indexOf(delimiter, start);
        return end < 0 ? text.length() : end;
    }
}
