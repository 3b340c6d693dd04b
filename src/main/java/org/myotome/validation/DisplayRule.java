package org.myotome.validation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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
 * A code goes by its own name. The left arm by the name of the right one, grade 4 by the words of grade 5: every code in it may be
 * valid, and yet nobody can know which of the two was meant. Of a code of Myotome every name is known, so that any other is
 * wrong; of other systems only some names are, and a name that belongs to no code, such as a translation, is no contradiction.
 */
final class DisplayRule implements Rule {

    private static final String CONTRADICTS = "display-contradicts";
    private static final String UNKNOWN = "display-unknown";
    private static final Pattern TAG = Pattern.compile("\\s*\\([a-z ]+\\)\\s*$");
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private final Rules rules;
    private final Map<Markers.Key, Set<String>> codesByName = new HashMap<>();

    /** Names as they are written, which is how nearly all displays are sent. */
    private final Map<Markers.Key, String> codeByExactName = new HashMap<>();

    /** Of the codes of Myotome, all of them. */
    private final Map<Markers.Key, List<String>> namesByCode = new HashMap<>();

    DisplayRule(Guide guide, Rules rules) {
        this.rules = rules;
        for (CodeSystem system : guide.all(CodeSystem.class)) {
            for (ConceptDefinitionComponent concept : system.getConcept()) {
                List<String> names = names(concept).toList();
                namesByCode.put(new Markers.Key(system.getUrl(), concept.getCode()), names);
                names.forEach(name -> index(system.getUrl(), name, concept.getCode()));
            }
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
                contradiction(path, coding).or(() -> unknown(path, coding)).ifPresent(findings::add);
            }
        });
        return findings;
    }

    /** Whether this rule has refused the very display that the validator warns of, which tells nobody more. */
    static boolean covers(Finding refusal, Finding warning) {
        boolean own =
                refusal.rule().equals(Rules.own(CONTRADICTS)) || refusal.rule().equals(Rules.own(UNKNOWN));
        if (!own || warning.refuses() || !Echoes.isOfTerminology(warning)) {
            return false;
        }
        // It warns of the coding, and once more of the concept that it stands in.
        String path = warning.path().replaceAll("\\.ofType\\(\\w+\\)", "");
        boolean there = path.startsWith(refusal.path()) || refusal.path().startsWith(path + ".");
        // What was sent is told in short.
        String display = refusal.sent().replaceFirst("^[^\"]*", "").replaceFirst("…$", "");
        return there && warning.message().contains(display);
    }

    private boolean isExact(Coding coding) {
        return coding.getCode().equals(codeByExactName.get(new Markers.Key(coding.getSystem(), coding.getDisplay())));
    }

    private Optional<Finding> contradiction(String path, Coding coding) {
        Set<String> named = codesByName.getOrDefault(key(coding.getSystem(), coding.getDisplay()), Set.of());
        if (named.isEmpty() || named.contains(coding.getCode())) {
            return Optional.empty();
        }
        return Optional.of(finding(
                CONTRADICTS,
                path,
                "The display is the name of another code: one of the two is wrong.",
                coding,
                "\"" + coding.getDisplay() + "\" with code " + String.join(" or ", named) + ", or code "
                        + coding.getCode() + " with its own display or none"));
    }

    /** As HL7's validator has it: case makes no other name, white space does. */
    private Optional<Finding> unknown(String path, Coding coding) {
        List<String> names = namesByCode.getOrDefault(new Markers.Key(coding.getSystem(), coding.getCode()), List.of());
        if (names.isEmpty() || names.stream().anyMatch(coding.getDisplay()::equalsIgnoreCase)) {
            return Optional.empty();
        }
        return Optional.of(finding(
                UNKNOWN,
                path,
                "The display is no name of this code.",
                coding,
                names.stream().map(name -> "\"" + name + "\"").collect(Collectors.joining(" or "))
                        + ", or no display"));
    }

    private Finding finding(String id, String path, String message, Coding coding, String allowed) {
        return Finding.error(
                IssueType.BUSINESSRULE,
                Rules.own(id),
                path,
                message,
                new Finding.Remedy(Elements.inShort(coding), allowed, rules.fix(id)));
    }
}
