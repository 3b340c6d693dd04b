package org.myotome.validation.acceptor;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.r5.model.ElementDefinition;
import org.hl7.fhir.r5.model.ElementDefinition.TypeRefComponent;
import org.hl7.fhir.r5.model.StructureDefinition;
import org.hl7.fhir.r5.model.StructureDefinition.StructureDefinitionKind;
import org.jspecify.annotations.Nullable;

/** Which properties a JSON object of one FHIR type, or of one backbone element, may have. */
final class Layout {

    /** What the acceptor leaves to the validator wherever it stands. */
    private static final Set<String> UNTAUGHT =
            Set.of("contained", "modifierExtension", "text/Narrative", "language/code", "implicitRules");

    /**
     * @param name the name of the element, without its type
     * @param type the FHIR type; {@code Resource} for any
     * @param nested what may stand in a backbone element
     */
    record Property(
            String name,
            String type,
            boolean list,
            @Nullable Layout nested) {}

    private final Map<String, Property> properties = new HashMap<>();

    private Layout() {}

    /** The layout of a type or resource; those of the data types in it are to be asked for by their names. */
    static Layout of(StructureDefinition definition) {
        Map<String, Layout> byPath = new HashMap<>();
        List<ElementDefinition> elements = definition.getSnapshot().getElement();
        elements.forEach(element -> byPath.put(element.getPath(), new Layout()));
        boolean resource = definition.getKind() == StructureDefinitionKind.RESOURCE;
        for (ElementDefinition element : elements) {
            int dot = element.getPath().lastIndexOf('.');
            if (dot > 0) {
                byPath.get(element.getPath().substring(0, dot))
                        .add(element, byPath, resource && element.getPath().indexOf('.') == dot);
            }
        }
        return byPath.get(elements.get(0).getPath());
    }

    @Nullable
    Property property(String jsonName) {
        return properties.get(jsonName);
    }

    /** @param resourceId whether this would be the id of a resource, and not the one that every element may have */
    private void add(ElementDefinition element, Map<String, Layout> byPath, boolean resourceId) {
        String name = element.getPath().substring(element.getPath().lastIndexOf('.') + 1);
        boolean list = !"1".equals(element.getBase().getMax());
        if (element.hasContentReference()) {
            String target = element.getContentReference();
            properties.put(
                    name,
                    new Property(name, "BackboneElement", list, byPath.get(target.substring(target.indexOf('#') + 1))));
            return;
        }
        for (TypeRefComponent type : element.getType()) {
            String code = type.getWorkingCode();
            boolean choice = name.endsWith("[x]");
            String plain = choice ? name.substring(0, name.length() - 3) : name;
            boolean nested = code.equals("BackboneElement") || code.equals("Element");
            boolean elementId = plain.equals("id") && !resourceId;
            if (!UNTAUGHT.contains(plain) && !UNTAUGHT.contains(plain + "/" + code) && !elementId) {
                properties.put(
                        choice ? plain + Character.toUpperCase(code.charAt(0)) + code.substring(1) : plain,
                        new Property(
                                plain,
                                plain.equals("id") ? "id" : code,
                                list,
                                nested ? byPath.get(element.getPath()) : null));
            }
        }
    }
}
