package org.myotome.guide;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.myotome.guide.CodeList.Row;

/**
 * Compares codes with what is known of them: system, code, display and use. A code that means something else passes every
 * check digit; only this comparison finds it.
 */
final class CodeCheck {

    private static final String OWN = Guide.BASE + "/CodeSystem/";

    /** Codes that examples make up for their senders. */
    private static final String MADE_UP = "https?://([a-z0-9-]+\\.)*example\\.org(/.*)?";

    private static final Set<String> SITES = Set.of("bodysite:lateralised", "bodysite:region");
    private static final Set<String> LIMBS = Set.of("bodysite:lateralised");
    private static final Set<String> MUSCLES = Set.of("bodysite:muscle-mdc");
    private static final Set<String> WEAKNESS =
            Set.of("finding:weakness", "finding:weakness-distribution", "finding:paresis-paralysis");
    private static final Set<String> FATIGUE = Set.of("finding:not-weakness");
    private static final Set<String> SYMPTOMS = union(WEAKNESS, Set.of("finding:associated"));
    private static final Set<String> RED_FLAGS = union(SYMPTOMS, Set.of("finding:red-flag"));
    private static final Set<String> TREATMENTS = Set.of("treatment");
    private static final Set<String> CAUSES =
            Set.of("cause:muscle-or-connective-tissue", "cause:muscle-cell", "cause:nervous-system", "cause:chronic");

    /** HPO holds no diseases, and Bell's palsy is a weakness and a cause: the list gives these the use of a finding. */
    private static final Set<String> FINDINGS_AND_CAUSES = Set.of("finding:associated", "finding:paresis-paralysis");

    /** Which uses of a code are right where it stands; a place that is not named here takes no code of others at all. */
    private static final Map<String, Set<String>> USES = Map.ofEntries(
            entry("ValueSet/lateralised-site", SITES),
            entry("ValueSet/left-site", LIMBS),
            entry("ValueSet/right-site", LIMBS),
            entry("ValueSet/upper-limb-site", LIMBS),
            entry("ValueSet/lower-limb-site", LIMBS),
            entry("ValueSet/muscle-with-side", MUSCLES),
            entry("ValueSet/hand-site", LIMBS),
            entry("ValueSet/grip-strength", Set.of("grip")),
            entry("ValueSet/force-unit", Set.of("unit")),
            entry("ValueSet/torque-unit", Set.of("unit")),
            entry("ValueSet/body-position", Set.of("body-position")),
            entry("ValueSet/grade-absent-reason", Set.of("fhir:data-absent-reason")),
            entry("ConceptMap/grade-text-to-absent-reason.group.target", Set.of("fhir:data-absent-reason")),
            entry("ValueSet/mrc-interpretation", Set.of("fhir:interpretation")),
            entry("ValueSet/recognised-weakness", WEAKNESS),
            entry("ValueSet/weakness-finding", WEAKNESS),
            entry("ValueSet/left-sided-weakness", WEAKNESS),
            entry("ValueSet/right-sided-weakness", WEAKNESS),
            entry("ValueSet/fatigue-not-weakness", FATIGUE),
            entry("ValueSet/weakness-site", SITES),
            entry("ValueSet/weakness-symptom-code", SYMPTOMS),
            entry("ValueSet/weakness-red-flag-code", RED_FLAGS),
            entry("ValueSet/weakness-treatment-code", TREATMENTS),
            entry("ValueSet/weakness-care", TREATMENTS),
            entry("ConceptMap/weakness-symptom-codes.group.target", SYMPTOMS),
            entry("ConceptMap/weakness-red-flag-codes.group.target", RED_FLAGS),
            entry("ConceptMap/weakness-treatment-codes.group.target", TREATMENTS),
            entry("ConceptMap/muscle-to-site.group.source", MUSCLES),
            entry("ConceptMap/muscle-to-site.group.target", SITES),
            entry("ValueSet/ninds-strength-element", Set.of("cde:strength-element")),
            entry("ConceptMap/isncsci-to-praxis.group.target", Set.of("isncsci:praxis")),
            entry("ConceptMap/muscle-to-movement.group.source", MUSCLES),
            entry("ConceptMap/ninds-to-movement.group.source", Set.of("cde:strength-element")),
            entry("ConceptMap/ninds-to-site.group.source", Set.of("cde:strength-element")),
            entry("ConceptMap/ninds-to-site.group.target", LIMBS),
            entry("ConceptMap/ninds-value-to-mrc.group.source", Set.of("cde:strength-value")),
            entry("CodeSystem/isncsci-key-muscle.concept.property.limb", Set.of("bodysite:region")),
            entry("ValueSet/cause-of-weakness-code", union(CAUSES, FINDINGS_AND_CAUSES)),
            entry("ValueSet/split-code", CAUSES),
            entry("ConceptMap/cause-to-snomed-ct.group.target", CAUSES),
            entry("ConceptMap/cause-to-icd-10-cm.group.target", union(CAUSES, FINDINGS_AND_CAUSES)),
            entry("ConceptMap/cause-to-hpo.group.target", FINDINGS_AND_CAUSES),
            entry("ConceptMap/cause-to-mondo.group.target", CAUSES),
            entry("CodeSystem/tested-movement.concept.property.region", Set.of("bodysite:region")),
            entry("CodeSystem/tested-movement.concept.property.muscle", MUSCLES),
            entry("CodeSystem/tested-movement.concept.property.nerve", Set.of("nerve-mdc")),
            entry("Observation.category", Set.of("fhir:category")),
            entry("Observation.code", Set.of("grip")),
            entry("Observation.value", Set.of("unit")),
            entry("Observation.dataAbsentReason", Set.of("fhir:data-absent-reason")),
            entry("Observation.interpretation", Set.of("fhir:interpretation")),
            entry("Observation.bodySite", union(SITES, MUSCLES)),
            entry("Observation.extension", Set.of("body-position")),
            entry("Condition.clinicalStatus", Set.of("fhir:condition-clinical")),
            entry("Condition.verificationStatus", Set.of("fhir:condition-ver-status")),
            entry("Condition.category", Set.of("fhir:condition-category")),
            entry("Condition.severity", Set.of("severity")),
            entry("Condition.code", union(union(RED_FLAGS, FATIGUE), CAUSES)),
            entry("Condition.bodySite", SITES),
            entry("Condition.extension", union(CAUSES, FINDINGS_AND_CAUSES)),
            entry("Procedure.code", TREATMENTS),
            entry("CarePlan.activity.detail.code", TREATMENTS),
            entry("meta.security", Set.of("fhir:security-label")),
            entry(
                    "expression",
                    union(
                            SITES,
                            Set.of(
                                    "fhir:interpretation",
                                    "fhir:data-absent-reason",
                                    "fhir:condition-ver-status",
                                    "grip"))));

    private final CodeList others;
    private final Map<String, Map<String, String>> own = new HashMap<>();

    CodeCheck(CodeList others, Iterable<JsonNode> ownCodeSystems) {
        this.others = others;
        for (JsonNode system : ownCodeSystems) {
            Map<String, String> displays = new HashMap<>();
            system.path("concept")
                    .forEach(concept -> displays.put(
                            concept.path("code").asText(),
                            concept.path("display").asText()));
            own.put(system.path("url").asText(), displays);
        }
    }

    /** What is wrong with the codes of a resource, one sentence each. */
    List<String> findings(JsonNode resource) {
        return CodeFinder.in(resource).stream().flatMap(this::findings).toList();
    }

    Stream<String> findings(FoundCode found) {
        if (found.system().matches(MADE_UP)) {
            return Stream.empty();
        }
        List<String> words = found.system().startsWith(OWN) ? ownWords(found) : foreignWords(found);
        return words.stream().map(word -> found + " " + word);
    }

    private List<String> ownWords(FoundCode found) {
        Map<String, String> displays = own.getOrDefault(found.system(), Map.of());
        String display = displays.get(found.code());
        if (display == null) {
            return List.of("is not in its CodeSystem");
        }
        return found.display().isEmpty() || found.display().equals(display)
                ? List.of()
                : List.of("is called \"" + display + "\"");
    }

    private List<String> foreignWords(FoundCode found) {
        List<Row> rows = others.rows(found.system(), found.code());
        if (found.place().startsWith("ValueSet/misused-")) {
            return rows.stream().anyMatch(Row::isRejected) ? List.of() : List.of("is not rejected");
        }
        List<Row> verified = rows.stream().filter(Row::isVerified).toList();
        if (verified.isEmpty()) {
            return List.of("is not verified" + rejection(rows).orElse(rows.isEmpty() ? ": it is in no list" : ""));
        }
        Set<String> uses = uses(found.place());
        List<Row> inUse =
                verified.stream().filter(row -> uses.contains(row.use())).toList();
        List<String> words = new ArrayList<>();
        if (inUse.isEmpty()) {
            words.add("is verified for other uses only: " + verified.get(0).use()
                    + rejection(rows).orElse(""));
        }
        List<Row> named = inUse.isEmpty() ? verified : inUse;
        if (!found.display().isEmpty() && named.stream().noneMatch(row -> row.isCalled(found.display()))) {
            words.add("is called \"" + named.get(0).display() + "\"");
        }
        return words;
    }

    private static Optional<String> rejection(List<Row> rows) {
        return rows.stream()
                .filter(Row::isRejected)
                .map(row -> "; rejected: " + row.display())
                .findFirst();
    }

    private static Set<String> uses(String place) {
        return USES.entrySet().stream()
                .filter(use -> (place + ".").startsWith(use.getKey() + "."))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(Set.of());
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        return Stream.concat(one.stream(), other.stream()).collect(Collectors.toUnmodifiableSet());
    }
}
