package org.myotome.intake.mapping;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Optional;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ConceptMap.OtherElementComponent;
import org.hl7.fhir.r4.model.ConceptMap.SourceElementComponent;
import org.hl7.fhir.r4.model.ConceptMap.TargetElementComponent;
import org.hl7.fhir.r4.model.Enumerations.ConceptMapEquivalence;
import org.myotome.intake.mapping.SenderMap.Item;
import org.myotome.strength.Side;

/**
 * One code of a sender and what it means, with what is wrong about it.
 *
 * @param origin the file of the map, for errors
 * @param code of the sender
 */
record MapElement(String origin, Vocabulary vocabulary, String code, TargetElementComponent target) {

    private static final String OBSERVATION = "http://hl7.org/fhir/StructureDefinition/Observation#Observation.";
    private static final String BODY_SITE = OBSERVATION + "bodySite";
    private static final String METHOD = OBSERVATION + "method";

    /** @throws WrongMapException if it does not have one meaning */
    static MapElement of(String origin, Vocabulary vocabulary, SourceElementComponent element) {
        if (element.getTarget().size() != 1) {
            throw wrong(
                    origin, element.getCode(), "exactly one target: what can mean several things is never taken in");
        }
        return new MapElement(
                origin, vocabulary, element.getCode(), element.getTarget().get(0));
    }

    Item item(String system) {
        String comment = target.hasComment() ? target.getComment() : "The map of the sender says so.";
        if (target.getEquivalence() == ConceptMapEquivalence.DISJOINT) {
            return new Item.Other(comment);
        }
        if (target.getEquivalence() == ConceptMapEquivalence.UNMATCHED) {
            return new Item.Trap(comment);
        }
        Coding coding = own(system);
        Optional<Scale> itsScale = product(METHOD).map(product -> scale(product.getValue()));
        if (system.equals(Vocabulary.MEASURES)) {
            if (!coding.getCode().equals("strength-exam")) {
                throw wrong("strength-exam, for an item whose value is lines of text; scores are not taken in");
            }
            return new Item.Lines(itsScale);
        }
        Optional<Side> side = product(BODY_SITE)
                .filter(product -> Vocabulary.SNOMED.equals(product.getSystem()))
                .map(product -> Vocabulary.side(product.getValue())
                        .orElseThrow(() -> wrong("a product bodySite that names a side")));
        Optional<String> muscle = product(BODY_SITE, Vocabulary.MDC)
                .map(OtherElementComponent::getValue)
                .map(base -> {
                    if (vocabulary.muscle(base, Side.LEFT).isEmpty()) {
                        throw wrong("a product bodySite that names a muscle of muscle-with-side, without its side");
                    }
                    return base;
                });
        return new Item.Movement(coding, side, itsScale, muscle);
    }

    private Optional<OtherElementComponent> product(String property) {
        return target.getProduct().stream()
                .filter(product ->
                        property.equals(product.getProperty()) && !Vocabulary.MDC.equals(product.getSystem()))
                .findFirst();
    }

    private Optional<OtherElementComponent> product(String property, String system) {
        return target.getProduct().stream()
                .filter(product -> property.equals(product.getProperty()) && system.equals(product.getSystem()))
                .findFirst();
    }

    Scale scale(String code) {
        return Scale.ofCode(String.valueOf(code))
                .orElseThrow(() -> wrong("a scale: mrc-0-5, mrc-expanded, isncsci, mmt-0-10 or mrc-rasch"));
    }

    ZoneId zone() {
        try {
            return ZoneId.of(translated());
        } catch (DateTimeException e) {
            throw wrong("a time zone of the IANA, such as Europe/Berlin");
        }
    }

    Coding own(String system) {
        String code = translated();
        return vocabulary
                .find(system, code)
                .orElseThrow(() -> wrong("a code of " + system + " (" + code + " is none)"));
    }

    String translated() {
        if (target.getEquivalence() != ConceptMapEquivalence.EQUAL
                && target.getEquivalence() != ConceptMapEquivalence.EQUIVALENT
                && target.getEquivalence() != ConceptMapEquivalence.WIDER) {
            throw wrong("equivalence equal, equivalent or wider; unmatched for what is never a grade, disjoint for "
                    + "what is left out");
        }
        if (!target.hasCode()) {
            throw wrong("a target with a code");
        }
        return target.getCode();
    }

    WrongMapException wrong(String allowed) {
        return wrong(origin, code, allowed);
    }

    private static WrongMapException wrong(String origin, String code, String allowed) {
        return new WrongMapException(origin, "element " + code, allowed);
    }
}
