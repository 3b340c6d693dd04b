package org.myotome.validation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.ConceptMap.ConceptMapGroupComponent;
import org.hl7.fhir.r4.model.ConceptMap.SourceElementComponent;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Resource;
import org.myotome.guide.Guide;
import org.myotome.guide.ValueSetCodes;

/**
 * The muscle belongs to the limb: what is said twice in {@code bodySite} must agree. The sides are compared by an invariant
 * of the profile; which limb a muscle belongs to is ConceptMap {@code muscle-to-site}.
 */
final class MuscleRule implements Rule {

    private static final String ID = "muscle-disagrees";
    private static final String MUSCLES = "urn:iso:std:iso:11073:10101";
    private static final String SITES = "http://snomed.info/sct";

    private final Rules rules;
    private final Map<String, Coding> siteOfMuscle = new HashMap<>();
    private final Map<String, String> limbOfSite;

    MuscleRule(Guide guide, Rules rules, ValueSetCodes valueSets) {
        this.rules = rules;
        guide.find(ConceptMap.class, Guide.BASE + "/ConceptMap/muscle-to-site").stream()
                .flatMap(map -> map.getGroup().stream())
                .forEach(this::index);
        limbOfSite = new HashMap<>();
        for (String limb : List.of("upper-limb-site", "lower-limb-site")) {
            valueSets.of(Guide.BASE + "/ValueSet/" + limb).forEach(site -> limbOfSite.put(site.getCode(), limb));
        }
    }

    private void index(ConceptMapGroupComponent group) {
        for (SourceElementComponent muscle : group.getElement()) {
            var site = muscle.getTargetFirstRep();
            siteOfMuscle.put(muscle.getCode(), new Coding(group.getTarget(), site.getCode(), site.getDisplay()));
        }
    }

    @Override
    public List<Finding> check(Resource resource, Surroundings surroundings) {
        if (!(resource instanceof Observation observation)) {
            return List.of();
        }
        List<Coding> codings = observation.getBodySite().getCoding();
        return codings.stream()
                .filter(coding -> MUSCLES.equals(coding.getSystem()) && siteOfMuscle.containsKey(coding.getCode()))
                .flatMap(muscle -> codings.stream()
                        .filter(site -> SITES.equals(site.getSystem()))
                        .filter(site -> !limb(site).equals(limb(siteOfMuscle.get(muscle.getCode()))))
                        .map(site -> finding(muscle, site, codings.indexOf(muscle))))
                .toList();
    }

    /** The limb of a site whatever its side; a site without sides stands for itself. */
    private String limb(Coding site) {
        return limbOfSite.getOrDefault(site.getCode(), String.valueOf(site.getCode()));
    }

    private Finding finding(Coding muscle, Coding site, int index) {
        Coding expected = siteOfMuscle.get(muscle.getCode());
        return Finding.error(
                IssueType.BUSINESSRULE,
                Rules.own(ID),
                "Observation.bodySite.coding[" + index + "]",
                "The muscle does not belong to the limb that was named beside it.",
                new Finding.Remedy(
                        Elements.inShort(muscle) + " beside " + Elements.inShort(site),
                        "this muscle goes with " + Elements.inShort(expected),
                        rules.fix(ID)));
    }
}
