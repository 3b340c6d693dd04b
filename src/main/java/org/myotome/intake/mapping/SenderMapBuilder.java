package org.myotome.intake.mapping;

import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ConceptMap.ConceptMapGroupComponent;
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
        String source = group.hasSource() ? group.getSource() : "";
        String system = String.valueOf(group.getTarget());
        group.getElement().forEach(element -> add(system, source, MapElement.of(origin, vocabulary, element)));
    }

    private void add(String system, String source, MapElement element) {
        switch (system) {
            case Vocabulary.MOVEMENTS, Vocabulary.KEY_MUSCLES, Vocabulary.MEASURES -> {
                Item item = element.item(system);
                if (source.equals(TEXT)) {
                    words.put(Vocabulary.words(element.code()), item);
                } else {
                    items.put(SenderMap.key(source, element.code()), item);
                }
            }
            case Vocabulary.METHODS -> method(source, element);
            case Vocabulary.NOT_TESTABLE -> value(source, element, new Value.NotTestable(element.own(system)));
            case Vocabulary.SNOMED -> sideOrPosition(element);
            case URIS -> authorities.put(element.code(), element.translated());
            case TIME_ZONES -> zone = Optional.of(element.zone());
            default -> grade(system, source, element);
        }
    }

    private void method(String source, MapElement element) {
        if (source.equals(SETTING)) {
            scale = Optional.of(element.scale(element.target().getCode()));
        } else {
            methods.put(Vocabulary.words(element.code()), element.own(Vocabulary.METHODS));
        }
    }

    private void sideOrPosition(MapElement element) {
        String word = Vocabulary.words(element.code());
        String code = element.translated();
        Vocabulary.side(code)
                .ifPresentOrElse(
                        side -> sides.put(word, side),
                        () -> positions.put(
                                word,
                                vocabulary
                                        .listed("body-position", code)
                                        .orElseThrow(() -> element.wrong("a side or a position of the body"))));
    }

    private void grade(String system, String source, MapElement element) {
        if (element.target().getEquivalence() == ConceptMapEquivalence.UNMATCHED) {
            value(source, element, new Value.Trap(element.target().getComment()));
            return;
        }
        Coding grade = element.own(system);
        boolean known = vocabulary
                .gradeText(GradeText.of(element.code()).folded())
                .filter(text -> text.hasCode() && !text.getCode().equals(grade.getCode()))
                .isPresent();
        if (known && system.endsWith("/mrc-muscle-grade") && !source.contains("#")) {
            throw element.wrong("this text is another grade of the MRC scale everywhere; a scale that counts otherwise "
                    + "is mapped for one item alone, with source system#code");
        }
        value(source, element, new Value.Grade(grade));
    }

    /** A source {@code system#code} makes the values those of that item alone. */
    private void value(String source, MapElement element, Value value) {
        String key = source.contains("#") ? source : "";
        values.computeIfAbsent(key, any -> new HashMap<>())
                .put(GradeText.of(element.code()).folded(), value);
    }
}
