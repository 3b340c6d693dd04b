package org.myotome.validation;

import ca.uhn.fhir.context.FhirContext;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Resource;
import org.myotome.guide.Guide;
import org.myotome.guide.ScoreRecipes;
import org.myotome.guide.StrengthCodes;
import org.myotome.guide.ValueSetCodes;
import org.myotome.validation.acceptor.Acceptor;

/** Judges what somebody wants to store. Thread-safe; holds nothing of what it has judged. */
public final class Gate {

    private final Completion completion;
    private final Conformance conformance;
    private final AppliedProfiles applied;
    private final List<Rule> rules;
    private final List<Rule> rulesOfTheWhole;

    public Gate(FhirContext fhir, Guide guide) {
        Rules wording = new Rules(guide);
        ValueSetCodes valueSets = new ValueSetCodes(guide);
        ProfileFit fit = new ProfileFit(guide, valueSets);
        StrengthCodes codes = new StrengthCodes(valueSets, new ScoreRecipes(guide, valueSets));
        completion = new Completion(guide, fit);
        conformance = new Conformance(
                new Acceptor(fhir, guide.validationSupport(), resource -> fit.of(Markers.of(resource))),
                new ProfileCheck(fhir, new KeptValidators(guide, new ImpliedProfiles(fit))),
                new Explanation(fhir, guide, wording, valueSets));
        applied = new AppliedProfiles(guide, fit);
        Rule exam = new ExamRule(wording, codes);
        Rule score = new ScoreRule(wording, codes);
        Rule muscle = new MuscleRule(guide, wording, valueSets);
        rulesOfTheWhole = List.of(muscle, exam, score);
        rules = List.of(
                new DisplayRule(guide, wording),
                new CodeVersionRule(guide, wording),
                new UnknownExtensionRule(guide, wording),
                new MisusedCodeRule(wording, valueSets),
                new SplitCodeRule(wording, valueSets),
                new ReferenceTypeRule(guide, wording),
                new ReferenceRule(wording),
                muscle,
                exam,
                score,
                new FutureTimeRule(wording),
                new RepeatedGradeRule(wording, codes),
                new EvidencePatientRule(wording),
                new EvidenceSideRule(wording, codes, valueSets),
                new GradeInUseRule(wording, codes, List.of(exam, score)));
    }

    /**
     * Completes the resource with what follows from its codes, and judges it. A Bundle is judged as a whole and entry by
     * entry; the entries of a transaction may refer to each other.
     */
    public Verdict judge(Submission submission, StoredResources stored) {
        return judge(submission, List.of(), stored);
    }

    /**
     * @param against canonical urls of profiles to check beside those that are claimed and implied
     */
    public Verdict judge(Submission submission, List<String> against, StoredResources stored) {
        Resource resource = submission.resource();
        completion.complete(resource);
        List<Finding> findings = new ArrayList<>(conformance.of(submission, against));
        List<Finding> beyond;
        if (resource instanceof Bundle bundle) {
            // The entries of a batch stand alone; those of every other Bundle may refer to each other.
            Surroundings surroundings = bundle.getType() == BundleType.BATCH
                    ? new Surroundings(stored)
                    : Surroundings.ofBundle(bundle, stored);
            findings.stream().filter(Finding::refuses).forEach(finding -> surroundings.refuse(bundle, finding.path()));
            beyond = entries(bundle, surroundings).toList();
        } else {
            beyond = beyondProfiles(resource, new Surroundings(stored));
        }
        findings.removeIf(finding -> beyond.stream().anyMatch(refusal -> DisplayRule.covers(refusal, finding)));
        findings.addAll(beyond);
        return new Verdict(findings);
    }

    /**
     * A verdict for somebody who asked for one: it also says which profiles were applied, where nothing is wrong, and for what
     * there was none.
     *
     * @param resource as {@link #judge} has completed it
     * @param against the profiles that were asked for
     */
    public OperationOutcome explain(Verdict verdict, Resource resource, List<String> against) {
        OperationOutcome outcome = verdict.toOperationOutcome();
        if (verdict.findings().isEmpty()) {
            outcome.addIssue(applied.praise(resource, against));
        }
        if (against.isEmpty()) {
            applied.gaps(resource).forEach(outcome::addIssue);
        }
        return outcome;
    }

    /**
     * Judges once more what depends on other resources. For one that conforms, but was judged before others of the same
     * request were stored.
     */
    public Verdict judgeRelations(Resource resource, StoredResources stored) {
        return new Verdict(beyondProfiles(resource, new Surroundings(stored)));
    }

    /** The same of an entry of a transaction that is being stored, and whose other entries need not be stored yet. */
    public Verdict judgeRelations(Resource resource, Bundle transaction, StoredResources stored) {
        return new Verdict(beyondProfiles(resource, Surroundings.ofBundle(transaction, stored)));
    }

    /** How many submissions the compiled profiles have accepted, which is fast, since the start. */
    public long acceptedByCompiledProfiles() {
        return conformance.accepted();
    }

    /** How many submissions the full HL7 validator was asked about, since the start. */
    public long givenToValidator() {
        return conformance.validated();
    }

    private Stream<Finding> entries(Bundle bundle, Surroundings surroundings) {
        List<BundleEntryComponent> entries = bundle.getEntry();
        surroundings.lookUp(entries.stream()
                .filter(BundleEntryComponent::hasResource)
                .map(BundleEntryComponent::getResource)
                .toList());
        return Stream.iterate(0, i -> i < entries.size(), i -> i + 1)
                .filter(i -> entries.get(i).hasResource())
                .flatMap(i -> beyondProfiles(entries.get(i).getResource(), surroundings).stream()
                        .map(finding -> finding.at("Bundle.entry[" + i + "].resource")));
    }

    private List<Finding> beyondProfiles(Resource resource, Surroundings surroundings) {
        return Stream.concat(
                        rules.stream().flatMap(rule -> rule.check(resource, surroundings).stream()),
                        contained(resource, surroundings))
                .toList();
    }

    /** The rules that look at a resource as a whole; the others walk into what is contained of themselves. */
    private Stream<Finding> contained(Resource resource, Surroundings surroundings) {
        List<Resource> contained = resource instanceof DomainResource container ? container.getContained() : List.of();
        return Stream.iterate(0, i -> i < contained.size(), i -> i + 1)
                .flatMap(i -> rulesOfTheWhole.stream()
                        .flatMap(rule -> rule.check(contained.get(i), surroundings).stream())
                        .map(finding -> finding.at(resource.fhirType() + ".contained[" + i + "]")));
    }
}
