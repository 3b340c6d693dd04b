package org.myotome.validation;

import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.myotome.guide.StrengthCodes;

/**
 * What an exam or a score refers to was found at that one exam: in the same patient, at its time (the same
 * {@code effectiveDateTime}, or within its {@code effectivePeriod}), in the same encounter if both name one, and is not
 * withdrawn.
 */
final class ExamRule implements Rule {

    private static final String ID = "exam-disagrees";

    private static final Set<String> REFERENCES = Set.of("subject", "encounter");

    private final Rules rules;
    private final StrengthCodes codes;

    ExamRule(Rules rules, StrengthCodes codes) {
        this.rules = rules;
        this.codes = codes;
    }

    @Override
    public List<Finding> check(Resource resource, Surroundings surroundings) {
        List<Finding> findings = new ArrayList<>();
        if (resource instanceof Observation whole && codes.isExam(whole)) {
            check(whole, whole.getHasMember(), "hasMember", surroundings, findings);
        } else if (resource instanceof Observation whole && codes.isScore(whole)) {
            check(whole, whole.getDerivedFrom(), "derivedFrom", surroundings, findings);
        }
        return findings;
    }

    private void check(
            Observation whole, List<Reference> parts, String name, Surroundings surroundings, List<Finding> findings) {
        for (int i = 0; i < parts.size(); i++) {
            String path = "Observation." + name + "[" + i + "]";
            Reference reference = parts.get(i);
            part(whole, reference, surroundings)
                    .ifPresent(words -> findings.add(Finding.error(
                            IssueType.BUSINESSRULE,
                            Rules.own(ID),
                            path,
                            "What " + reference.getReference() + words.message(),
                            new Finding.Remedy(
                                    words.part(),
                                    words.whole(),
                                    words.isNamedOtherwise() ? words.sameReference() : rules.fix(ID)))));
        }
    }

    private Optional<Disagreement> part(Observation whole, Reference reference, Surroundings surroundings) {
        if (!reference.hasReference()) {
            return Optional.empty();
        }
        if (reference.getReference().contains("?")) {
            return Disagreement.of(
                    "kind of reference", reference.getReference(), "a reference that names the Observation");
        }
        return surroundings
                .observation(reference.getReference())
                .flatMap(found -> disagreement(whole, found, surroundings.isRefused(found)));
    }

    /** @param refused whether it is known that the part is wrong: then nothing is said of what it lacks, and of its kind */
    private Optional<Disagreement> disagreement(Observation whole, Observation part, boolean refused) {
        String subject = whole.getSubject().getReference();
        if (!(refused && !part.hasSubject())
                && !Objects.equals(subject, part.getSubject().getReference())) {
            return Disagreement.of("subject", part.getSubject().getReference(), subject);
        }
        if (!(refused && !part.hasEffective()) && !atTime(whole, part)) {
            return Disagreement.of("effective time", time(part), time(whole));
        }
        if (whole.hasEncounter()
                && part.hasEncounter()
                && !Objects.equals(
                        whole.getEncounter().getReference(), part.getEncounter().getReference())) {
            return Disagreement.of(
                    "encounter",
                    part.getEncounter().getReference(),
                    whole.getEncounter().getReference());
        }
        boolean withdrawn =
                part.getStatus() == ObservationStatus.ENTEREDINERROR || part.getStatus() == ObservationStatus.CANCELLED;
        // What was withdrawn as a whole still says what it was made of.
        if (withdrawn && whole.getStatus() != ObservationStatus.ENTEREDINERROR) {
            return Disagreement.of("status", part.getStatus().toCode(), "an Observation that has not been withdrawn");
        }
        if (!refused && (codes.isExam(whole) ? !codes.isResult(part) : !codes.isTest(part))) {
            return Disagreement.of(
                    "kind",
                    Elements.inShort(part.getCode()),
                    codes.isExam(whole) ? "a grade, a force or a score" : "the grade of one movement or key muscle");
        }
        return Optional.empty();
    }

    private static boolean atTime(Observation whole, Observation part) {
        if (whole.getEffective() instanceof Period period && part.getEffective() instanceof DateTimeType time) {
            return !before(time.getValue(), period.getStart()) && !before(period.getEnd(), time.getValue());
        }
        if (whole.getEffective() instanceof DateTimeType one && part.getEffective() instanceof DateTimeType other) {
            return Objects.equals(one.getValue(), other.getValue()) && one.getPrecision() == other.getPrecision();
        }
        return whole.hasEffective()
                && part.hasEffective()
                && whole.getEffective().equalsDeep(part.getEffective());
    }

    /** An open end of a period is before and after nothing. */
    private static boolean before(Date one, Date other) {
        return one != null && other != null && one.before(other);
    }

    private static String time(Observation observation) {
        return observation.getEffective() instanceof Period period
                ? period.getStartElement().getValueAsString() + " to "
                        + period.getEndElement().getValueAsString()
                : observation.hasEffective() ? observation.getEffective().primitiveValue() : "nothing";
    }

    private record Disagreement(String what, String part, String whole) {

        static Optional<Disagreement> of(String what, String part, String whole) {
            return Optional.of(new Disagreement(what, String.valueOf(part), String.valueOf(whole)));
        }

        /**
         * What a search finds, and whether an entry that is stored only if there is none like it is, say, {@code Patient/1001}, is
         * known only when it is stored.
         */
        boolean isNamedOtherwise() {
            boolean searched = part.contains("?") || whole.contains("?");
            boolean oneIsEntry = part.startsWith("urn:") != whole.startsWith("urn:");
            return REFERENCES.contains(what) && (searched || oneIsEntry);
        }

        String message() {
            return isNamedOtherwise()
                    ? " reports may be of this exam or not: its " + what
                            + " is named in another way, and whether it is the same is not known before it is stored."
                    : " reports was not found at this exam: its " + what + " differs.";
        }

        String sameReference() {
            return "Name the " + what + " by the same reference throughout, in the exam and in all that it refers to.";
        }
    }
}
