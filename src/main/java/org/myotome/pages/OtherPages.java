package org.myotome.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.OperationDefinition;
import org.hl7.fhir.r4.model.OperationDefinition.OperationDefinitionParameterComponent;
import org.hl7.fhir.r4.model.OperationDefinition.OperationParameterUse;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Questionnaire;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemComponent;
import org.hl7.fhir.r4.model.SearchParameter;
import org.hl7.fhir.r4.model.SearchParameter.SearchParameterComponentComponent;

/** The small pages: search parameters, operations and questionnaires. */
final class OtherPages {

    private final Addresses addresses;
    private final MarkdownText markdown;

    OtherPages(Addresses addresses, MarkdownText markdown) {
        this.addresses = addresses;
        this.markdown = markdown;
    }

    SearchView view(SearchParameter parameter) {
        return new SearchView(
                Heading.of(parameter, markdown),
                parameter.getCode(),
                parameter.getType().toCode(),
                parameter.getBase().stream()
                        .map(base -> Addresses.type(base.getCode()))
                        .toList(),
                parameter.hasExpression() ? parameter.getExpression() : "",
                parameter.getComponent().stream().map(this::component).toList());
    }

    private Component component(SearchParameterComponentComponent component) {
        return new Component(addresses.of(component.getDefinition()), component.getExpression());
    }

    /** @param document the page that shows how it is used; empty if there is none */
    OperationView view(OperationDefinition operation, List<Link> document) {
        List<Parameter> parameters = new ArrayList<>();
        operation.getParameter().forEach(parameter -> add("", parameter, parameters));
        return new OperationView(
                Heading.of(operation, markdown),
                operation.getCode(),
                addressesOf(operation),
                operation.getAffectsState(),
                document,
                parameters.stream().filter(Parameter::sent).toList(),
                parameters.stream().filter(parameter -> !parameter.sent()).toList());
    }

    /** The forms of its address, from the endpoint on. */
    private static List<String> addressesOf(OperationDefinition operation) {
        String call = "$" + operation.getCode();
        List<String> forms = new ArrayList<>();
        if (operation.getSystem()) {
            forms.add(call);
        }
        List<String> types = operation.getResource().stream()
                .map(PrimitiveType::getValueAsString)
                .toList();
        if (operation.getType()) {
            types.forEach(type -> forms.add(type + "/" + call));
        }
        if (operation.getInstance()) {
            types.forEach(type -> forms.add(type + "/[id]/" + call));
        }
        return forms;
    }

    private static void add(
            String parent, OperationDefinitionParameterComponent parameter, List<Parameter> parameters) {
        String name = parent + parameter.getName();
        parameters.add(new Parameter(
                name,
                parameter.getUse() == OperationParameterUse.IN,
                parameter.getMin() + ".." + parameter.getMax(),
                parameter.hasType() ? parameter.getType() : "parts",
                parameter.hasDocumentation() ? parameter.getDocumentation() : ""));
        parameter.getPart().forEach(part -> add(name + ".", part, parameters));
    }

    QuestionnaireView view(Questionnaire questionnaire) {
        return new QuestionnaireView(
                Heading.of(questionnaire, markdown),
                questionnaire.getItem().stream().map(this::item).toList());
    }

    private Item item(QuestionnaireItemComponent item) {
        return new Item(
                item.getLinkId(),
                item.getText(),
                item.getType().toCode(),
                item.getRepeats(),
                item.hasAnswerValueSet() ? List.of(addresses.of(item.getAnswerValueSet())) : List.of(),
                item.getAnswerOption().stream()
                        .map(option -> option.getValue().primitiveValue())
                        .collect(Collectors.joining(", ")));
    }

    /** What the template {@code search-parameter} shows. */
    record SearchView(
            Heading heading,
            String code,
            String valueType,
            List<Link> bases,
            String expression,
            List<Component> components) {}

    /** A part of a composite. */
    record Component(Link definition, String expression) {}

    /** What the template {@code operation} shows. */
    record OperationView(
            Heading heading,
            String code,
            List<String> addresses,
            boolean writes,
            List<Link> documents,
            List<Parameter> sent,
            List<Parameter> answered) {}

    /** A parameter, or a part of one, whose name then begins with that of the whole. */
    record Parameter(String name, boolean sent, String cardinality, String type, String words) {}

    /** What the template {@code questionnaire} shows. */
    record QuestionnaireView(Heading heading, List<Item> items) {}

    /** A question. */
    record Item(String linkId, String words, String type, boolean repeats, List<Link> answers, String options) {}
}
