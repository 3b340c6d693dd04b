package org.myotome.terminology;

import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/** Judges the display of a coding whose code is known. */
record DisplayJudge(CodeQuestion question, Coding coding, ExpansionMember known, CodeIssues issues) {

    private static final int NAMED = 30;
    private static final String CODE = "invalid-display";

    /** @param accepted whether the code itself is right; under a wrong code a wrong display is no further error */
    void judge(boolean accepted) {
        if (!coding.hasDisplay()) {
            return;
        }
        var right = question.languages().rightNames(known);
        if (hasDisplay(right)) {
            return;
        }
        if (right.isEmpty() && hasDisplay(known.namesOfDefaultLanguage())) {
            issues.add(
                    IssueSeverity.INFORMATION,
                    IssueType.INVALID,
                    CODE,
                    "display",
                    otherLanguage(),
                    "Nothing needs to be done.");
            return;
        }
        issues.add(
                question.lenientDisplay() || !accepted ? IssueSeverity.WARNING : IssueSeverity.ERROR,
                IssueType.INVALID,
                CODE,
                "display",
                wrong(right),
                "Send "
                        + right.stream()
                                .limit(1)
                                .map(name -> "\"" + name.text() + "\" or ")
                                .findFirst()
                                .orElse("") + "no display, or check that the code is the one you mean.");
    }

    private boolean hasDisplay(List<MemberName> names) {
        return names.stream().anyMatch(name -> CodeWords.same(name.text(), coding.getDisplay()));
    }

    private CodeText otherLanguage() {
        return new CodeText(
                "NO_VALID_DISPLAY_FOUND_NONE_FOR_LANG_OK",
                "There are no valid display names found for the code " + code() + " for language(s) '"
                        + question.languages().sent() + "'. The display is '" + coding.getDisplay()
                        + "' which is a valid display for the default language");
    }

    private CodeText wrong(List<MemberName> right) {
        var wrong = "Wrong Display Name '" + coding.getDisplay() + "' for " + code() + ". ";
        var languages = question.languages().sent();
        if (right.isEmpty()) {
            return new CodeText(
                    "NO_VALID_DISPLAY_FOUND_NONE_FOR_LANG_ERR",
                    wrong + "There are no valid display names found for language(s) '" + languages
                            + "'. Default display is '" + known.display() + "'");
        }
        return new CodeText(
                "Display_Name_for__should_be_one_of__instead_of",
                wrong + "Valid display is " + choices(right) + " (for the language(s) '" + languages + "')");
    }

    private String code() {
        return coding.getSystem() + "#" + coding.getCode();
    }

    /** Names of which the language is known say the most; the others are shown if there are no such ones. */
    private static String choices(List<MemberName> right) {
        var told = right.stream().anyMatch(MemberName::hasLanguage)
                ? right.stream().filter(MemberName::hasLanguage)
                : right.stream();
        List<String> names = new ArrayList<>(
                told.distinct().limit(NAMED).map(MemberName::shown).toList());
        if (names.size() == 1) {
            return names.get(0);
        }
        var last = names.remove(names.size() - 1);
        return "one of " + (names.size() + 1) + " choices: " + String.join(", ", names) + " or " + last;
    }
}
