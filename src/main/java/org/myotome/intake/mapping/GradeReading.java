package org.myotome.intake.mapping;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ConceptMap.TargetElementComponent;
import org.myotome.guide.Guide;
import org.myotome.strength.GradeText;

/** Reads what a sender wrote for a grade on a scale that is known. Nothing is rounded, and no other scale is converted. */
final class GradeReading {

    /** A grade of the manual muscle test from 0 to 10 (IMACS Form 04). */
    private static final Pattern MMT = Pattern.compile("(?:mmt ?)?(10|[0-9])(?:/10)?");

    private static final Pattern RASCH = Pattern.compile("r?([0-3])");

    private final Vocabulary vocabulary;

    GradeReading(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /** What was read. */
    sealed interface Result {

        /** @param scale the very scale: never {@link Scale#MRC_ANY} */
        record Graded(Coding grade, Scale scale) implements Result {}

        /** @param reason of the data-absent-reason system */
        record Absent(String reason) implements Result {}

        /** @param why a sentence; what is allowed and the remedy follow from the scale */
        record Unreadable(String why) implements Result {}
    }

    Result read(String text, Scale scale) {
        String folded = GradeText.of(text).folded();
        if (folded.isEmpty()) {
            return new Result.Absent("as-text");
        }
        return switch (scale) {
            case MRC, MRC_EXPANDED, MRC_ANY -> mrc(folded, scale);
            case ISNCSCI ->
                vocabulary
                        .motorValue(folded.replaceAll("/5$", ""))
                        .map(value -> graded(value, scale))
                        .orElseGet(() -> absent(folded, "It is no motor value of the ISNCSCI worksheet."));
            case MMT ->
                matched(MMT.matcher(folded), "mmt-", scale)
                        .orElseGet(() -> absent(folded, "It is no grade of the manual muscle test from 0 to 10."));
            case RASCH ->
                matched(RASCH.matcher(folded), "r", scale)
                        .orElseGet(() -> absent(folded, "It is no grade of the Rasch-built scale from 0 to 3."));
        };
    }

    private Optional<Result> matched(Matcher text, String prefix, Scale scale) {
        return text.matches() ? Optional.of(graded(prefix + text.group(1), scale)) : Optional.empty();
    }

    private Result mrc(String folded, Scale scale) {
        Optional<TargetElementComponent> meaning = vocabulary.gradeText(folded);
        if (meaning.isPresent() && meaning.get().hasCode()) {
            String code = meaning.get().getCode();
            boolean half = code.contains("-");
            if (half && scale == Scale.MRC) {
                return new Result.Unreadable("A half grade is not on the scale mrc-0-5, which was declared.");
            }
            Scale exact = scale != Scale.MRC_ANY ? scale : half ? Scale.MRC_EXPANDED : Scale.MRC;
            return graded(code, exact);
        }
        return absent(folded, meaning.map(TargetElementComponent::getComment).orElse("It is no MRC grade."));
    }

    private Result absent(String folded, String why) {
        return vocabulary
                .absentText(folded)
                .<Result>map(Result.Absent::new)
                .orElseGet(() -> new Result.Unreadable(why));
    }

    private Result graded(String code, Scale scale) {
        return new Result.Graded(vocabulary.coding(Guide.BASE + "/CodeSystem/" + scale.grades(), code), scale);
    }

    /** What may be written on a scale, in words. */
    static String allowed(Scale scale) {
        return switch (scale) {
            case MRC -> "0 to 5, 0/5 to 5/5, 0 to V in Roman digits, with M, MRC or grade before it";
            case MRC_EXPANDED, MRC_ANY -> "0 to 5, 4- and 4+, each with or without /5";
            case ISNCSCI -> "0 to 5, NT, and these but 5 with * or **";
            case MMT -> "0 to 10, each with or without /10";
            case RASCH -> "r0 to r3, or 0 to 3";
        };
    }

    /** The grade that a code in the message is, if its system is that of the scale. */
    Optional<Coding> ofCode(String system, String code, Scale scale) {
        String own = Guide.BASE + "/CodeSystem/" + scale.grades();
        return system.equals(own) ? vocabulary.find(own, code.toLowerCase(Locale.ROOT)) : Optional.empty();
    }
}
