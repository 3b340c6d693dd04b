package org.myotome.validation;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemComponent;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemComponent;
import org.hl7.fhir.r4.model.Resource;
import org.myotome.guide.Guide;
import org.myotome.guide.Questions;

/** Says which questions a Questionnaire of the guide asks, and which answers it takes at a path of a response. */
final class AllowedAnswers {

    private static final Pattern ITEM = Pattern.compile("^QuestionnaireResponse\\.item\\[(\\d+)](?:\\.answer.*)?$");
    private static final Pattern ENTRY = Pattern.compile("^Bundle\\.entry\\[(\\d+)]\\.resource(?:/\\*.*\\*/)?");

    private final Questions questions;

    AllowedAnswers(Guide guide) {
        questions = new Questions(guide);
    }

    /** Empty where the path is not about an answer to one of the guide's Questionnaires. */
    Optional<String> at(Resource resource, String path) {
        var entry = ENTRY.matcher(path);
        if (resource instanceof Bundle bundle && entry.find()) {
            Resource inner =
                    bundle.getEntry().get(Integer.parseInt(entry.group(1))).getResource();
            return inner == null ? Optional.empty() : at(inner, inner.fhirType() + path.substring(entry.end()));
        }
        return resource instanceof QuestionnaireResponse response ? at(response, path) : Optional.empty();
    }

    private Optional<String> at(QuestionnaireResponse response, String path) {
        var item = ITEM.matcher(path);
        String canonical = String.valueOf(response.getQuestionnaire());
        if (!item.matches() || questions.of(canonical).findAny().isEmpty()) {
            return Optional.empty();
        }
        int index = Integer.parseInt(item.group(1));
        return Optional.of(response.getItem())
                .filter(items -> index < items.size())
                .map(items -> items.get(index))
                .map(QuestionnaireResponseItemComponent::getLinkId)
                .flatMap(linkId -> questions.find(canonical, linkId))
                .map(questions::answers)
                .or(() -> Optional.of("an item for one of the questions "
                        + questions
                                .of(canonical)
                                .map(QuestionnaireItemComponent::getLinkId)
                                .collect(Collectors.joining(" | "))));
    }
}
