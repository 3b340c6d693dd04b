package org.myotome.check;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An element in a text, with those below it, to find the place of what a FHIRPath names. */
final class LocatedElement {

    /** What follows the name of a choice element: {@code valueQuantity}. */
    private static final Pattern TYPE =
            Pattern.compile("Base64Binary|Boolean|Canonical|Code|Date|DateTime|Decimal|Id|Instant"
                    + "|Integer|Markdown|Oid|PositiveInt|String|Time|UnsignedInt|Uri|Url|Uuid|Address|Age|Annotation|Attachment"
                    + "|CodeableConcept|Coding|ContactPoint|Count|Distance|Duration|HumanName|Identifier|Money|Period|Quantity|Range"
                    + "|Ratio|Reference|SampledData|Signature|Timing|Dosage|Meta");

    private final Position position;
    private final Map<String, Property> properties = new HashMap<>();

    LocatedElement(Position position) {
        this.position = position;
    }

    /**
     * What stands under one name.
     *
     * @param position of the name
     * @param items one, unless it is a list
     */
    record Property(Position position, List<LocatedElement> items) {}

    /** Of a name that stands there twice, the first counts. */
    void put(String name, Property property) {
        properties.putIfAbsent(name, property);
    }

    Optional<Property> property(String name) {
        return Optional.ofNullable(properties.get(name));
    }

    Position position() {
        return position;
    }

    /**
     * The place of an element of this resource; of one that is not there, that of the nearest which is.
     *
     * @param path from the root of what was sent, {@code Observation.value.ofType(Quantity).unit}
     */
    Position at(String path) {
        List<PathStep> steps = PathStep.of(path);
        Position nearest = position;
        LocatedElement here = this;
        for (PathStep step : steps.subList(Math.min(1, steps.size()), steps.size())) {
            Property property = here.find(step);
            if (property == null) {
                return nearest;
            }
            int index = step.index().orElse(0);
            if (index >= property.items().size()) {
                return property.position();
            }
            here = property.items().get(index);
            nearest = step.index().isPresent() ? here.position : property.position();
        }
        return nearest;
    }

    private @Nullable Property find(PathStep step) {
        if (properties.containsKey(step.name())) {
            return properties.get(step.name());
        }
        for (Map.Entry<String, Property> property : properties.entrySet()) {
            String name = property.getKey();
            boolean choice = name.startsWith(step.name())
                    && TYPE.matcher(name.substring(step.name().length())).matches();
            if (choice && step.type().map(type -> name.endsWith(capital(type))).orElse(true)) {
                return property.getValue();
            }
        }
        // JSON has the id and the extensions of a primitive element beside it.
        return properties.get("_" + step.name());
    }

    private static String capital(String type) {
        return Character.toUpperCase(type.charAt(0)) + type.substring(1);
    }
}
