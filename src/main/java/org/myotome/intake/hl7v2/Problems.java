package org.myotome.intake.hl7v2;

import java.util.ArrayList;
import java.util.List;
import org.myotome.intake.IntakeIssue;
import org.myotome.intake.IntakeRule;
import org.myotome.intake.ItemIssue;
import org.myotome.intake.LocalCode;
import org.myotome.intake.Place;
import org.myotome.intake.Statement.Word;

/** Gathers what is to be said about a message, or about one item of it: of each kind no more than a person still reads. */
final class Problems {

    private static final int MOST = 100;
    private static final int SHORT = 60;

    private final List<IntakeIssue> issues = new ArrayList<>();
    private final List<ItemIssue> itemIssues = new ArrayList<>();
    private int refusals;

    void refuse(IntakeRule rule, Place place, String message, String sent, String allowed, String fix) {
        if (refusals < MOST) {
            refusals++;
            issues.add(IntakeIssue.error(rule, place, message, shortened(sent), allowed, fix));
        }
    }

    void mention(IntakeRule rule, Place place, String message, String sent, String allowed, String fix) {
        if (issues.size() - refusals < MOST) {
            issues.add(IntakeIssue.information(rule, place, message, shortened(sent), allowed, fix));
        }
    }

    /** Takes over what there is to say about one item. */
    void add(Word item, LocalCode code, Problems ofItem) {
        ofItem.issues.forEach(issue -> itemIssues.add(new ItemIssue(item, code, issue)));
    }

    boolean refuses() {
        return refusals > 0;
    }

    List<IntakeIssue> issues() {
        return List.copyOf(issues);
    }

    List<ItemIssue> itemIssues() {
        return List.copyOf(itemIssues);
    }

    private static String shortened(String sent) {
        if (sent.isEmpty()) {
            return "nothing";
        }
        return sent.length() <= SHORT ? sent : sent.substring(0, SHORT) + "…";
    }
}
