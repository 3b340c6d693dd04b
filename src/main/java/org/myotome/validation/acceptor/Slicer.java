package org.myotome.validation.acceptor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.hl7.fhir.r5.model.ElementDefinition;
import org.hl7.fhir.r5.model.ElementDefinition.DiscriminatorType;
import org.hl7.fhir.r5.model.ElementDefinition.ElementDefinitionSlicingDiscriminatorComponent;
import org.hl7.fhir.r5.model.ElementDefinition.SlicingRules;
import org.hl7.fhir.r5.model.Enumerations.BindingStrength;

/** Adds the slices of a definition to the rules of the elements that are sliced. */
final class Slicer {

    private final Codes codes;
    private final Map<String, Rules> byId;
    private final List<ElementDefinition> elements;

    Slicer(Codes codes, Map<String, Rules> byId, List<ElementDefinition> elements) {
        this.codes = codes;
        this.byId = byId;
        this.elements = elements;
    }

    void slice() {
        for (ElementDefinition element : elements) {
            List<ElementDefinition> slices = elements.stream()
                    .filter(slice ->
                            slice.hasSliceName() && slice.getId().equals(element.getId() + ":" + slice.getSliceName()))
                    .toList();
            if (!slices.isEmpty()) {
                slice(element, slices);
            }
        }
        elements.stream()
                .filter(element ->
                        element.hasSliceName() && element.getSliceName().contains("/"))
                .forEach(element -> byId.get(elements.get(0).getId()).refusal = "slice of a slice");
    }

    private void slice(ElementDefinition sliced, List<ElementDefinition> slices) {
        Rules rules = byId.get(sliced.getId());
        try {
            Uncertain.unless(!sliced.getSlicing().getOrdered(), "slices in an order");
            rules.closed = sliced.getSlicing().getRules() != SlicingRules.OPEN;
            for (ElementDefinition slice : slices) {
                rules.slices.add(new Rules.Slice(belongs(sliced, slice), byId.get(slice.getId())));
            }
        } catch (Uncertain untaught) {
            rules.refusal = untaught.getMessage();
        }
    }

    private Predicate<Item> belongs(ElementDefinition sliced, ElementDefinition slice) {
        List<Predicate<Item>> tests = new ArrayList<>();
        for (ElementDefinitionSlicingDiscriminatorComponent discriminator :
                sliced.getSlicing().getDiscriminator()) {
            Uncertain.unless(
                    discriminator.getType() == DiscriminatorType.VALUE
                            || discriminator.getType() == DiscriminatorType.PATTERN,
                    "discriminator of another kind");
            tests.add(test(slice, discriminator.getPath()));
        }
        Uncertain.unless(!tests.isEmpty(), "slices without a discriminator");
        return item -> tests.stream().allMatch(test -> test.test(item));
    }

    private Predicate<Item> test(ElementDefinition slice, String path) {
        if (path.equals("$this")) {
            return test(slice);
        }
        boolean extension = slice.getType().size() == 1
                && slice.getTypeFirstRep().getWorkingCode().equals("Extension")
                && slice.getTypeFirstRep().getProfile().size() == 1;
        if (path.equals("url") && extension) {
            String url = slice.getTypeFirstRep().getProfile().get(0).getValue();
            return item -> url.equals(item.text("url"));
        }
        Uncertain.unless(path.matches("[a-z][A-Za-z]*"), "discriminator behind a path");
        Predicate<Item> test = elements.stream()
                .filter(element -> element.getId().equals(slice.getId() + "." + path))
                .findFirst()
                .map(this::test)
                .orElseThrow(() -> new Uncertain("discriminator without an element"));
        return item -> item.children(path).anyMatch(test);
    }

    /** The value that tells a slice: a constant, or any of a value set. */
    private Predicate<Item> test(ElementDefinition element) {
        if (element.hasFixed()) {
            return Constants.fixed(element.getFixed());
        }
        if (element.hasPattern()) {
            return Constants.pattern(element.getPattern());
        }
        boolean required = element.hasBinding()
                && element.getBinding().getStrength() == BindingStrength.REQUIRED
                && element.getBinding().hasValueSet();
        Uncertain.unless(required, "discriminator without a value");
        String valueSet = element.getBinding().getValueSet();
        return item -> {
            Uncertain.unless(item.type().equals("Coding"), "membership of no coding");
            return codes.isMember(item, valueSet);
        };
    }
}
