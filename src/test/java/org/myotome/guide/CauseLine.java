package org.myotome.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.ConceptMap.TargetElementComponent;
import org.hl7.fhir.r4.model.Enumerations.ConceptMapEquivalence;

/** One line of a map of causes: the target is equivalent to, narrower or wider than the cause. */
record CauseLine(String cause, String system, TargetElementComponent target) {

    private static final CodeSystem CAUSES = Terms.read(CodeSystem.class, "cause-of-weakness");

    static final List<CauseLine> ALL = Stream.of(
                    "cause-to-snomed-ct", "cause-to-icd-10-cm", "cause-to-hpo", "cause-to-mondo")
            .flatMap(CauseLine::of)
            .toList();

    static Stream<CauseLine> of(String map) {
        List<String> causes = Terms.codes(CAUSES);
        return Terms.read(ConceptMap.class, map).getGroup().stream().flatMap(group -> {
            assertThat(group.getSource()).isEqualTo(CAUSES.getUrl());
            return group.getElement().stream().flatMap(element -> {
                assertThat(causes).contains(element.getCode());
                return element.getTarget().stream()
                        .map(target -> new CauseLine(element.getCode(), group.getTarget(), target));
            });
        });
    }

    /** System and code of the target. */
    String key() {
        return system + "|" + target.getCode();
    }

    /** Whether a record with the target's code has the cause: a wider code may mean something else. */
    boolean implies() {
        return target.getEquivalence() != ConceptMapEquivalence.WIDER;
    }
}
