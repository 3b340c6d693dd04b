package org.myotome.validation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionDesignationComponent;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ValueSet;
import org.myotome.guide.Guide;

/**
 * A code is not called by the name of another code of its system: the left arm by the name of the right one, grade 4 by the
 * words of grade 5. Every code in it may be valid, and yet nobody can know which of the two was meant. A name that belongs to
 * no code, such as a translation, is no contradiction.
 */
final class DisplayRule implements Rule {

    private static final String ID = "display-contradicts";
    private static final Pattern TAG = Pattern.compile("\\s*\\([a-z ]+\\)\\s*$");
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private final Rules rules;
    private final Map<Markers.Key, Set<String>> codesByName = new HashMap<>();

    /** Names as they are written, which is how nearly all displays are sent. */
    private final Map<Markers.Key, String> codeByExactName = new HashMap<>();

    DisplayRule(Guide guide, Rules rules) {
        this.rules = rules;
        for (CodeSystem system : guide.all(CodeSystem.class)) {
            system.getConcept()
                    .forEach(
                            concept -> names(concept).forEach(name -> index(system.getUrl(), name, concept.getCode())));
        }
        for (ValueSet valueSet : guide.all(ValueSet.class)) {
            valueSet.getCompose()
                    .getInclude()
                    .forEach(include -> include.getConcept().stream()
                            .filter(ValueSet.ConceptReferenceComponent::hasDisplay)
                            .forEach(concept -> index(include.getSystem(), concept.getDisplay(), concept.getCode())));
        }
    }

    private static Stream<String> names(ConceptDefinitionComponent concept) {
        return Stream.concat(
                Stream.of(concept.getDisplay()),
                concept.getDesignation().stream().map(ConceptDefinitionDesignationComponent::getValue));
    }

    private void index(String system, String name, String code) {
        codeByExactName.put(new Markers.Key(system, name), code);
        codesByName.computeIfAbsent(key(system, name), any -> new HashSet<>()).add(code);
    }

    /** Case, white space and a semantic tag such as "(body structure)" make no other name. */
    private static Markers.Key key(String system, String name) {
        String untagged = name.contains("(") ? TAG.matcher(name).replaceAll("") : name;
        String plain = SPACE.matcher(untagged).replaceAll(" ").strip();
        return new Markers.Key(system, plain.toLowerCase(Locale.ROOT));
    }

    @Override
    public List<Finding> check(Resource resource, Surroundings surroundings) {
        List<Finding> findings = new ArrayList<>();
        surroundings.contents(resource).codings().forEach((path, coding) -> {
            if (coding.hasSystem() && coding.hasCode() && coding.hasDisplay() && !isExact(coding)) {
                Set<String> named = codesByName.getOrDefault(key(coding.getSystem(), coding.getDisplay()), Set.of());
                if (!named.isEmpty() && !named.contains(coding.getCode())) {
                    findings.add(finding(path, coding, named));
                }
            }
        });
        return findings;
    }

    private boolean isExact(Coding coding) {
        return coding.getCode().equals(codeByExactName.get(new Markers.Key(coding.getSystem(), coding.getDisplay())));
    }

    private Finding finding(String path, Coding coding, Set<String> named) {
        return Finding.error(
                IssueType.BUSINESSRULE,
                Rules.own(ID),
                path,
                "The display is the name of another code: one of the two is wrong.",
                new Finding.Remedy(
                        Elements.inShort(coding),
                        "\"" + coding.getDisplay() + "\" with code " + String.join(" or ", named) + ", or code "
                                + coding.getCode() + " with its own display or none",
                        rules.fix(ID)));
    }
}
