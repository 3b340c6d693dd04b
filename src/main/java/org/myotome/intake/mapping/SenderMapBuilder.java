package org.myotome.intake.mapping;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ConceptMap.ConceptMapGroupComponent;
import org.hl7.fhir.r4.model.ConceptMap.OtherElementComponent;
import org.hl7.fhir.r4.model.ConceptMap.SourceElementComponent;
import org.hl7.fhir.r4.model.ConceptMap.TargetElementComponent;
import org.hl7.fhir.r4.model.Enumerations.ConceptMapEquivalence;
import org.myotome.intake.Sender;
import org.myotome.intake.mapping.SenderMap.Item;
import org.myotome.intake.mapping.SenderMap.Value;
import org.myotome.strength.GradeText;
import org.myotome.strength.Side;

/**
 * Collects the groups of a sender's ConceptMap. The target of a group says what its codes are: movements, grades, sides and so
 * on; docs/intake.md has the list.
 */
final class SenderMapBuilder {

    /** Source of a group whose codes are words that people write. */
    static final String TEXT = "text";

    /** Source of a group whose codes are settings of the sender: {@code scale}, {@code time-zone}. */
    static final String SETTING = "setting";

    static final String TIME_ZONES = "https://www.iana.org/time-zones";
    static final String URIS = "urn:ietf:rfc:3986";

    private static final String OBSERVATION = "http://hl7.org/fhir/StructureDefinition/Observation#Observation.";
    private static final String BODY_SITE = OBSERVATION + "bodySite";
    private static final String METHOD = OBSERVATION + "method";

    private final Sender sender;
    private final String origin;
    private final Vocabulary vocabulary;
    private final Map<String, Item> items = new HashMap<>();
    private final Map<String, Item> words = new HashMap<>();
    private final Map<String, Map<String, Value>> values = new HashMap<>();
    private final Map<String, Side> sides = new HashMap<>();
    private final Map<String, Coding> methods = new HashMap<>();
    private final Map<String, Coding> positions = new HashMap<>();
    private final Map<String, String> authorities = new HashMap<>();
    private Optional<ZoneId> zone = Optional.empty();
    private Optional<Scale> scale = Optional.empty();

    SenderMapBuilder(Sender sender, String origin, Vocabulary vocabulary) {
        this.sender = sender;
        this.origin = origin;
        this.vocabulary = vocabulary;
    }

    SenderMap build() {
        return new SenderMap(
                sender,
                origin,
                Map.copyOf(items),
                Map.copyOf(words),
                Map.copyOf(values),
                Map.copyOf(sides),
                Map.copyOf(methods),
                Map.copyOf(positions),
                Map.copyOf(authorities),
                zone,
                scale);
    }

    void add(ConceptMapGroupComponent group) {
        group.getElement().forEach(element -> {
            if (element.getTarget().size() != 1) {
                throw wrong(element, "exactly one target: what can mean several things is never taken in");
            }
            add(group, element, element.getTargetFirstRep());
        });
    }

    private void add(ConceptMapGroupComponent group, SourceElementComponent element, TargetElementComponent target) {
        String source = group.hasSource() ? group.getSource() : "";
        String code = element.getCode();
        String system = String.valueOf(group.getTarget());
        switch (system) {
            case Vocabulary.MOVEMENTS, Vocabulary.KEY_MUSCLES, Vocabulary.MEASURES -> {
                Item item = item(system, element, target);
                if (source.equals(TEXT)) {
                    words.put(Vocabulary.words(code), item);
                } else {
                    items.put(SenderMap.key(source, code), item);
                }
            }
            case Vocabulary.METHODS -> method(source, element, target);
            case Vocabulary.NOT_TESTABLE -> value(source, element, new Value.NotTestable(own(system, element, target)));
            case Vocabulary.SNOMED -> sideOrPosition(element, target);
            case URIS -> authorities.put(code, translated(element, target));
            case TIME_ZONES -> zone = Optional.of(zone(element, target));
            default -> grade(system, source, element, target);
        }
    }

    private Item item(String system, SourceElementComponent element, TargetElementComponent target) {
        String comment = target.hasComment() ? target.getComment() : "The map of the sender says so.";
        if (target.getEquivalence() == ConceptMapEquivalence.DISJOINT) {
            return new Item.Other(comment);
        }
        if (target.getEquivalence() == ConceptMapEquivalence.UNMATCHED) {
            return new Item.Trap(comment);
        }
        Coding coding = own(system, element, target);
        Optional<Scale> itsScale = product(target, METHOD).map(product -> scale(element, product.getValue()));
        if (system.equals(Vocabulary.MEASURES)) {
            if (!coding.getCode().equals("strength-exam")) {
                throw wrong(
                        element, "strength-exam, for an item whose value is lines of text; scores are not taken in");
            }
            return new Item.Lines(itsScale);
        }
        Optional<Side> side = product(target, BODY_SITE)
                .filter(product -> Vocabulary.SNOMED.equals(product.getSystem()))
                .map(product -> Vocabulary.side(product.getValue())
                        .orElseThrow(() -> wrong(element, "a product bodySite that names a side")));
        Optional<String> muscle = product(target, BODY_SITE, Vocabulary.MDC)
                .map(OtherElementComponent::getValue)
                .map(base -> {
                    if (vocabulary.muscle(base, Side.LEFT).isEmpty()) {
                        throw wrong(element, "a product bodySite that names a muscle of muscle-with-side, without its side");
                    }
                    return base;
                });
        return new Item.Movement(coding, side, itsScale, muscle);
    }

    private static Optional<OtherElementComponent> product(TargetElementComponent target, String property) {
        return target.getProduct().stream()
                .filter(product ->
                        property.equals(product.getProperty()) && !Vocabulary.MDC.equals(product.getSystem()))
                .findFirst();
    }

    private static Optional<OtherElementComponent> product(
            TargetElementComponent target, String property, String system) {
        return target.getProduct().stream()
                .filter(product -> property.equals(product.getProperty()) && system.equals(product.getSystem()))
                .findFirst();
    }

    private void method(String source, SourceElementComponent element, TargetElementComponent target) {
        if (source.equals(SETTING)) {
            scale = Optional.of(scale(element, target.getCode()));
        } else {
            methods.put(Vocabulary.words(element.getCode()), own(Vocabulary.METHODS, element, target));
        }
    }

    private void sideOrPosition(SourceElementComponent element, TargetElementComponent target) {
        String word = Vocabulary.words(element.getCode());
        String code = translated(element, target);
        Vocabulary.side(code)
                .ifPresentOrElse(
                        side -> sides.put(word, side),
                        () -> positions.put(
                                word,
                                vocabulary
                                        .listed("body-position", code)
                                        .orElseThrow(() -> wrong(element, "a side or a position of the body"))));
    }

    private void grade(String system, String source, SourceElementComponent element, TargetElementComponent target) {
        if (target.getEquivalence() == ConceptMapEquivalence.UNMATCHED) {
            value(source, element, new Value.Trap(target.getComment()));
            return;
        }
        Coding grade = own(system, element, target);
        boolean known = vocabulary
                .gradeText(GradeText.of(element.getCode()).folded())
                .filter(text -> text.hasCode() && !text.getCode().equals(grade.getCode()))
                .isPresent();
        if (known && system.endsWith("/mrc-muscle-grade") && !source.contains("#")) {
            throw wrong(
                    element,
                    "this text is another grade of the MRC scale everywhere; a scale that counts otherwise "
                            + "is mapped for one item alone, with source system#code");
        }
        value(source, element, new Value.Grade(grade));
    }

    /** A source {@code system#code} makes the values those of that item alone. */
    private void value(String source, SourceElementComponent element, Value value) {
        String key = source.contains("#") ? source : "";
        values.computeIfAbsent(key, any -> new HashMap<>())
                .put(GradeText.of(element.getCode()).folded(), value);
    }

    private Scale scale(SourceElementComponent element, String code) {
        return Scale.ofCode(String.valueOf(code))
                .orElseThrow(() -> wrong(element, "a scale: mrc-0-5, mrc-expanded, isncsci, mmt-0-10 or mrc-rasch"));
    }

    private ZoneId zone(SourceElementComponent element, TargetElementComponent target) {
        try {
            return ZoneId.of(translated(element, target));
        } catch (DateTimeException e) {
            throw wrong(element, "a time zone of the IANA, such as Europe/Berlin");
        }
    }

    private Coding own(String system, SourceElementComponent element, TargetElementComponent target) {
        String code = translated(element, target);
        return vocabulary
                .find(system, code)
                .orElseThrow(() -> wrong(element, "a code of " + system + " (" + code + " is none)"));
    }

    private String translated(SourceElementComponent element, TargetElementComponent target) {
        if (target.getEquivalence() != ConceptMapEquivalence.EQUAL
                && target.getEquivalence() != ConceptMapEquivalence.EQUIVALENT
                && target.getEquivalence() != ConceptMapEquivalence.WIDER) {
            throw wrong(
                    element,
                    "equivalence equal, equivalent or wider; unmatched for what is never a grade, disjoint for "
                            + "what is left out");
        }
        if (!target.hasCode()) {
            throw wrong(element, "a target with a code");
        }
        return target.getCode();
    }

    private WrongMapException wrong(SourceElementComponent element, String allowed) {
        return new WrongMapException(origin, "element " + element.getCode(), allowed);
    }
}
