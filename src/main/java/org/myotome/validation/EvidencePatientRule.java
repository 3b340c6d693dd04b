package org.myotome.validation;

import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/**
 * The evidence of a Condition was found in its own patient. Where one of the two patients is named by a search, or is an entry of
 * the same transaction and the other is stored, nobody knows before the Condition is stored whether they are the same: that is a
 * warning only, since an entry may find the patient that is there.
 */
final class EvidencePatientRule implements Rule {

    private static final String ID = "evidence-patient";

    private final Rules rules;

    EvidencePatientRule(Rules rules) {
        this.rules = rules;
    }

    @Override
    public List<Finding> check(Resource resource, Surroundings surroundings) {
        List<Finding> findings = new ArrayList<>();
        if (resource instanceof Condition condition && condition.getSubject().hasReference()) {
            for (int i = 0; i < condition.getEvidence().size(); i++) {
                List<Reference> details = condition.getEvidence().get(i).getDetail();
                for (int j = 0; j < details.size(); j++) {
                    String path = "Condition.evidence[" + i + "].detail[" + j + "]";
                    check(condition.getSubject(), details.get(j), path, surroundings, findings);
                }
            }
        }
        return findings;
    }

    private void check(
            Reference patient, Reference detail, String path, Surroundings surroundings, List<Finding> findings) {
        if (!detail.hasReference() || detail.getReference().contains("?")) {
            return;
        }
        String own = Surroundings.relative(patient.getReference());
        surroundings
                .observation(detail.getReference())
                .filter(observation -> observation.getSubject().hasReference())
                .map(observation ->
                        Surroundings.relative(observation.getSubject().getReference()))
                .filter(other -> !other.equals(own))
                .ifPresent(other -> findings.add(finding(own, other, detail, path)));
    }

    private Finding finding(String own, String other, Reference detail, String path) {
        Finding.Remedy remedy = new Finding.Remedy(other, own, rules.fix(ID));
        return isComparable(own, other)
                ? Finding.error(
                        IssueType.BUSINESSRULE,
                        Rules.own(ID),
                        path,
                        detail.getReference() + " was found in another patient than the one of the Condition.",
                        remedy)
                : Finding.warning(
                        Rules.own(ID),
                        path,
                        detail.getReference()
                                + " names its patient in another way than the Condition: whether it is the "
                                + "same one is not known before it is stored.",
                        remedy);
    }

    private static boolean isComparable(String one, String other) {
        return !one.contains("?") && !other.contains("?") && one.startsWith("urn:") == other.startsWith("urn:");
    }
}
