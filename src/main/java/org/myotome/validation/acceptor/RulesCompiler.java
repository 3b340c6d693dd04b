package org.myotome.validation.acceptor;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r5.extensions.ExtensionDefinitions;
import org.hl7.fhir.r5.model.CanonicalType;
import org.hl7.fhir.r5.model.ElementDefinition;
import org.hl7.fhir.r5.model.ElementDefinition.ElementDefinitionConstraintComponent;
import org.hl7.fhir.r5.model.ElementDefinition.TypeRefComponent;
import org.hl7.fhir.r5.model.Enumerations.BindingStrength;
import org.hl7.fhir.r5.model.StructureDefinition;

/** Compiles a snapshot into rules. What the base definition of an element asks is not asked again by a profile on it. */
final class RulesCompiler {

    /** Reading sees to it that nothing is empty; nothing is contained; and the validator itself leaves dom-3 out. */
    private static final Set<String> NEEDLESS = Set.of("ele-1", "dom-2", "dom-3", "dom-4", "dom-5");

    private final Codes codes;
    private final PathCompiler paths;
    private final BaseElements bases;

    RulesCompiler(Definitions definitions, Codes codes) {
        this.codes = codes;
        this.paths = new PathCompiler(definitions, codes);
        this.bases = new BaseElements(definitions);
    }

    Rules compile(StructureDefinition definition) {
        List<ElementDefinition> elements = definition.getSnapshot().getElement();
        Map<String, Rules> byId = new HashMap<>();
        for (ElementDefinition element : elements) {
            Rules rules = compile(definition, element);
            byId.put(element.getId(), rules);
            int dot = element.getId().lastIndexOf('.');
            if (dot > 0 && !element.hasSliceName()) {
                String name = element.getId().substring(dot + 1).replace("[x]", "");
                byId.get(element.getId().substring(0, dot)).children.put(name, rules);
            }
        }
        elements.stream()
                .filter(element -> bases.isBase(definition) && element.hasContentReference())
                .forEach(element -> byId.get(element.getId()).children =
                        byId.get(element.getContentReference().replaceFirst(".*#", "")).children);
        new Slicer(codes, byId, elements).slice();
        Rules root = byId.get(elements.get(0).getId());
        root.about = definition.getType();
        root.prune();
        return root;
    }

    private Rules compile(StructureDefinition definition, ElementDefinition element) {
        Rules rules = new Rules();
        Optional<ElementDefinition> base = bases.of(definition, element);
        try {
            addCardinality(rules, element);
            addTypes(rules, element, base);
            addConstants(rules, element);
            addBinding(rules, element, base);
            addInvariants(rules, element, base);
            boolean range = element.hasMinValue() || element.hasMaxValue() || element.hasMaxLength();
            Uncertain.unless(!range, "range of a value");
        } catch (Uncertain untaught) {
            rules.refusal = untaught.getMessage();
        }
        return rules;
    }

    private static void addCardinality(Rules rules, ElementDefinition element) {
        rules.least = element.getPath().contains(".") ? element.getMin() : 0;
        boolean single =
                "1".equals(element.getBase().getMax()) && !element.getPath().endsWith("[x]");
        // What is no list cannot stand there twice.
        if (element.hasMax()
                && !element.getMax().equals("*")
                && !(single && element.getMax().equals("1"))) {
            rules.most = Integer.parseInt(element.getMax());
        }
    }

    private static void addTypes(Rules rules, ElementDefinition element, Optional<ElementDefinition> base) {
        Set<String> types = codes(element);
        if (base.isPresent() && !types.equals(codes(base.get())) && !types.isEmpty()) {
            rules.types = types;
        }
        for (TypeRefComponent type : element.getType()) {
            if (type.getWorkingCode().equals("Reference")) {
                rules.targets = type.getTargetProfile().stream()
                        .map(CanonicalType::getValue)
                        .collect(Collectors.toSet());
                Uncertain.unless(!type.hasAggregation(), "aggregation");
            } else if (type.hasProfile() && !type.getWorkingCode().equals("Extension")) {
                Uncertain.unless(type.getProfile().size() == 1, "several profiles of a type");
                rules.profiles.put(
                        type.getWorkingCode(), type.getProfile().get(0).getValue());
            }
        }
    }

    private static Set<String> codes(ElementDefinition element) {
        return element.getType().stream().map(TypeRefComponent::getWorkingCode).collect(Collectors.toSet());
    }

    private static void addConstants(Rules rules, ElementDefinition element) {
        if (element.hasFixed()) {
            rules.constants.add(Constants.fixed(element.getFixed()));
        }
        if (element.hasPattern()) {
            rules.constants.add(Constants.pattern(element.getPattern()));
        }
    }

    private void addBinding(Rules rules, ElementDefinition element, Optional<ElementDefinition> base) {
        if (!element.hasBinding() || !element.getBinding().hasValueSet()) {
            return;
        }
        String valueSet = element.getBinding().getValueSet();
        BindingStrength strength = element.getBinding().getStrength();
        Uncertain.unless(!element.getBinding().hasAdditional(), "additional bindings");
        Uncertain.unless(codes.isKnown(valueSet), "value set is not known");
        boolean same = base.filter(ElementDefinition::hasBinding)
                .filter(other -> other.getBinding().getStrength() == strength
                        && valueSet.equals(other.getBinding().getValueSet()))
                .isPresent();
        if (!same && strength != BindingStrength.EXAMPLE) {
            rules.binding = new Binding(strength, valueSet);
        }
    }

    private void addInvariants(Rules rules, ElementDefinition element, Optional<ElementDefinition> base) {
        Set<String> asked = new HashSet<>(bases.invariantsOfTypes(element));
        base.ifPresent(other -> other.getConstraint().stream()
                .map(ElementDefinitionConstraintComponent::getExpression)
                .forEach(asked::add));
        for (ElementDefinitionConstraintComponent invariant : element.getConstraint()) {
            boolean needless = NEEDLESS.contains(invariant.getKey())
                    || !invariant.hasExpression()
                    || invariant.hasExtension(ExtensionDefinitions.EXT_BEST_PRACTICE);
            if (!needless && asked.add(invariant.getExpression())) {
                rules.invariants.add(paths.compile(invariant.getExpression(), invariant.getKey()));
            }
        }
    }
}
