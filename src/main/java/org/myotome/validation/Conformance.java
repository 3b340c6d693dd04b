package org.myotome.validation;

import com.google.gson.JsonParseException;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.myotome.validation.acceptor.Acceptor;

/** What the profiles say of a submission: the compiled ones where they are certain that it is valid, else the HL7 validator. */
final class Conformance {

    private static final Pattern REPEATED =
            Pattern.compile("Attempt to read a single element when there is more than one present \\((\\S+)\\)");

    private final Acceptor acceptor;
    private final ProfileCheck validator;
    private final Explanation explanation;
    private final LongAdder accepted = new LongAdder();
    private final LongAdder validated = new LongAdder();

    Conformance(Acceptor acceptor, ProfileCheck validator, Explanation explanation) {
        this.acceptor = acceptor;
        this.validator = validator;
        this.explanation = explanation;
    }

    /**
     * @param submission as it was completed
     * @param against canonical urls of profiles to check beside those that are claimed and implied
     */
    List<Finding> of(Submission submission, List<String> against) {
        if (against.isEmpty() && acceptor.accepts(submission.text())) {
            accepted.increment();
            return List.of();
        }
        validated.increment();
        try {
            return explanation.against(against).of(validator.check(submission.text(), against), submission.resource());
        } catch (ClassCastException
                | IllegalStateException
                | UnsupportedOperationException
                | JsonParseException malformed) {
            // Both the validator and its JSON library give up so on text in which, say, an object stands for a list.
            return List.of(Finding.error(
                    IssueType.STRUCTURE,
                    Rules.own("malformed"),
                    submission.resource().fhirType(),
                    "The text does not have the shape of a FHIR resource.",
                    new Finding.Remedy("text that the validator cannot read", "FHIR JSON or XML", "Send valid FHIR.")));
        } catch (Error given) {
            return List.of(repeated(given, submission.resource().fhirType()));
        }
    }

    /** So, by an Error of no class of its own, the validator gives up on XML with two of what there may be one of. */
    private static Finding repeated(Error given, String type) {
        Matcher words = REPEATED.matcher(String.valueOf(given.getMessage()));
        if (!words.matches()) {
            throw given;
        }
        String element = words.group(1);
        return Finding.error(
                IssueType.STRUCTURE,
                Rules.own("malformed"),
                type,
                "The element " + element + " is there more than once in its parent.",
                new Finding.Remedy("more than one " + element, "one " + element, "Send " + element + " once."));
    }

    /** How many the compiled profiles have accepted. */
    long accepted() {
        return accepted.sum();
    }

    /** How many the HL7 validator was asked about. */
    long validated() {
        return validated.sum();
    }
}
