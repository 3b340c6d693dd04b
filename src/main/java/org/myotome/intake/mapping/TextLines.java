package org.myotome.intake.mapping;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.myotome.intake.LocalCode;
import org.myotome.intake.Place;
import org.myotome.intake.Statement;
import org.myotome.intake.Statement.Word;
import org.myotome.strength.GradeText;

/**
 * Divides the lines that people write, {@code R deltoid 4/5, L deltoid 4-}, into what was tested and its grade. The grade is the
 * longest end of a piece that is a text for a grade, or for none.
 */
final class TextLines {

    private final Vocabulary vocabulary;
    private final SideWords sides;

    TextLines(Vocabulary vocabulary, SideWords sides) {
        this.vocabulary = vocabulary;
        this.sides = sides;
    }

    /** @param grade empty if no end of the piece is one */
    record Piece(String whole, String tested, String grade) {

        /** The same said by itself. */
        Statement of(Statement text) {
            Place place = text.value().place();
            // A line that is nothing but a grade is refused by its own words.
            String item = tested.isEmpty() ? whole : tested;
            return new Statement(
                    text.place(),
                    new Word(tested, place),
                    new LocalCode("", item, item),
                    List.of(),
                    new Word(grade, place),
                    Optional.empty(),
                    text.scale(),
                    text.effective(),
                    text.tester(),
                    text.method(),
                    text.position(),
                    text.interpretation(),
                    text.status(),
                    text.absent(),
                    text.change(),
                    text.notes(),
                    whole,
                    text.identity());
        }
    }

    List<Piece> pieces(String text) {
        return Arrays.stream(text.split("[\\r\\n;]|,(?!\\d)"))
                .map(String::strip)
                .filter(piece -> !piece.isEmpty())
                .map(this::piece)
                .toList();
    }

    /** A side may stand after the grade as well: {@code deltoid 4/5 left}. */
    private Piece piece(String text) {
        List<String> words = new ArrayList<>(List.of(text.split("[ \\t\\u00A0:=]+")));
        List<String> tested = new ArrayList<>();
        while (!words.isEmpty() && sides.of(words.get(words.size() - 1)).isPresent()) {
            tested.add(words.remove(words.size() - 1));
        }
        int start = Stream.iterate(0, i -> i < words.size(), i -> i + 1)
                .filter(i -> isGrade(String.join(" ", words.subList(i, words.size()))))
                .findFirst()
                .orElse(words.size());
        tested.addAll(0, words.subList(0, start));
        return new Piece(text, String.join(" ", tested), String.join(" ", words.subList(start, words.size())));
    }

    private boolean isGrade(String text) {
        String folded = GradeText.of(text).folded();
        return vocabulary.gradeText(folded).isPresent()
                || vocabulary.absentText(folded).isPresent()
                || folded.matches("[0-9][^a-z]*");
    }
}
