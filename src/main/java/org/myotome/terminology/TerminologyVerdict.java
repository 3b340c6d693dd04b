package org.myotome.terminology;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.UriType;
import org.hl7.fhir.r4.model.ValueSet;

/**
 * The answer to "is this code right here?". A display that is sent is part of what is judged: a right code under a wrong
 * name is how a wrong code shows.
 *
 * @param told           the coding that the answer tells of: of a CodeableConcept the first that is accepted, else the first
 *     of which that cannot be known
 * @param unknownSystems those without which no answer was possible
 * @param partlyKnown    systems of which value sets list codes. Whoever is told that such a system is the cause takes it for unknown
 *     altogether, as HL7's validator does, and asks for none of the codes that are listed
 */
record TerminologyVerdict(
        CodeQuestion question,
        Optional<CodingVerdict> told,
        List<TerminologyIssue> issues,
        Set<String> unknownSystems,
        Set<String> partlyKnown) {

    /** R4: a CodeableConcept is right if one of its codings is. That the others are no codes at all is still wrong. */
    static TerminologyVerdict of(Terminology terminology, Optional<ValueSet> valueSet, CodeQuestion question) {
        var verdicts = IntStream.range(0, question.codings().size())
                .mapToObj(index -> CodeJudge.judge(terminology, valueSet, question, index))
                .toList();
        var accepted = verdicts.stream().filter(CodingVerdict::accepted).findFirst();
        List<TerminologyIssue> issues = new ArrayList<>();
        var undecided = verdicts.stream().filter(CodingVerdict::undecided).findFirst();
        if (accepted.isEmpty()
                && undecided.isEmpty()
                && valueSet.isPresent()
                && question.concept().isPresent()) {
            issues.add(TerminologyIssue.error(
                    IssueType.CODEINVALID,
                    "not-in-vs",
                    null,
                    CodeWords.noneIn(valueSet.get()),
                    "Send a coding that is in the value set; the other issues say why these are not."));
        }
        for (var verdict : verdicts) {
            var harmless = accepted.isPresent() && !verdict.accepted();
            verdict.issues().stream()
                    .map(issue -> harmless && isOfUnheldSystem(issue) ? issue.as(IssueSeverity.WARNING) : issue)
                    .filter(issue -> issue.path() != null || !issues.contains(issue))
                    .forEach(issues::add);
        }
        Set<String> unknown = verdicts.stream()
                .flatMap(verdict -> verdict.unknownSystems().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        return new TerminologyVerdict(
                question,
                question.concept().isPresent()
                        ? accepted.or(() -> undecided.filter(
                                verdict -> !verdict.unknownSystems().isEmpty()))
                        : verdicts.stream().findFirst(),
                issues,
                unknown,
                unknown.isEmpty() ? Set.of() : terminology.members().listedSystems());
    }

    /** Next to a code that is right, a sender's own code of a system that nobody here knows does no harm. */
    private static boolean isOfUnheldSystem(TerminologyIssue issue) {
        return issue.isError() && issue.code().equals("not-found") && issue.path() != null;
    }

    boolean result() {
        return issues.stream().noneMatch(TerminologyIssue::isError)
                && told.filter(CodingVerdict::accepted).isPresent();
    }

    /** Whether the code is known to be outside of the value set, however little is known of its system. */
    private boolean isOutside() {
        return issues.stream().anyMatch(issue -> issue.code().equals("not-in-vs"));
    }

    Parameters toParameters() {
        var out = new Parameters();
        out.addParameter().setName("result").setValue(new BooleanType(result()));
        var message = issues.stream()
                .filter(TerminologyIssue::matters)
                .map(issue -> issue.text().words())
                .distinct()
                .sorted()
                .collect(Collectors.joining("; "));
        if (!message.isEmpty()) {
            out.addParameter("message", message);
        }
        told.ifPresent(verdict -> tell(out, verdict));
        question.concept()
                .ifPresent(
                        concept -> out.addParameter().setName("codeableConcept").setValue(concept));
        unknownSystems.forEach(system -> out.addParameter()
                .setName(
                        isOutside() && !system.contains("|") || partlyKnown.contains(system)
                                ? "x-unknown-system"
                                : "x-caused-by-unknown-system")
                .setValue(new CanonicalType(system)));
        if (!issues.isEmpty()) {
            var outcome = new OperationOutcome();
            issues.forEach(issue -> outcome.addIssue(issue.toIssue()));
            out.addParameter().setName("issues").setResource(outcome);
        }
        return out;
    }

    private void tell(Parameters out, CodingVerdict verdict) {
        verdict.known()
                .flatMap(question.languages()::display)
                .ifPresent(display -> out.addParameter().setName("display").setValue(new StringType(display)));
        var coding = verdict.coding();
        if (verdict.undecided() && question.concept().isPresent()) {
            // Which of the codings is right cannot be known.
            tellVersion(out, verdict);
            return;
        }
        if (coding.hasCode()) {
            out.addParameter().setName("code").setValue(new CodeType(coding.getCode()));
        }
        verdict.known()
                .map(known -> known.code().code())
                .filter(code -> !code.equals(coding.getCode()))
                .ifPresent(code -> out.addParameter().setName("normalized-code").setValue(new CodeType(code)));
        if (coding.hasSystem()) {
            out.addParameter().setName("system").setValue(new UriType(coding.getSystem()));
        }
        tellVersion(out, verdict);
        verdict.known()
                .filter(ExpansionMember::inactive)
                .ifPresent(known -> out.addParameter().setName("inactive").setValue(new BooleanType(true)));
        verdict.known()
                .flatMap(ExpansionMember::status)
                .filter(ConceptFacts::isDoubtful)
                .ifPresent(status -> out.addParameter().setName("status").setValue(new CodeType(status)));
    }

    private static void tellVersion(Parameters out, CodingVerdict verdict) {
        verdict.known()
                .flatMap(ExpansionMember::system)
                .or(verdict::system)
                .map(TerminologySystem::version)
                .ifPresent(version -> out.addParameter().setName("version").setValue(new StringType(version)));
    }
}
