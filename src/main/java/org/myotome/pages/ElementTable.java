package org.myotome.pages;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.ElementDefinition;
import org.hl7.fhir.r4.model.ElementDefinition.TypeRefComponent;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.myotome.pages.ElementRow.ElementType;
import org.myotome.pages.ElementRow.Flag;

/** The elements of one profile as rows. What a row shows is what holds for an instance, so it comes from the snapshot. */
final class ElementTable {

    private final StructureDefinition profile;
    private final Addresses addresses;
    private final ElementDetails details;
    private final Map<String, ElementDefinition> stated;

    ElementTable(StructureDefinition profile, Addresses addresses, ElementDetails details) {
        this.profile = profile;
        this.addresses = addresses;
        this.details = details;
        this.stated = profile.getDifferential().getElement().stream()
                .collect(Collectors.toMap(ElementDefinition::getId, Function.identity()));
    }

    List<ElementRow> snapshot() {
        return profile.getSnapshot().getElement().stream().map(this::row).toList();
    }

    /** What the profile adds to its base. */
    List<ElementRow> differential() {
        return rows(stated.keySet());
    }

    List<ElementRow> mustSupport() {
        return rows(profile.getSnapshot().getElement().stream()
                .filter(ElementDefinition::getMustSupport)
                .map(ElementDefinition::getId)
                .toList());
    }

    private List<ElementRow> rows(Collection<String> ids) {
        Set<String> shown = new HashSet<>();
        ids.forEach(id -> shown.addAll(withAncestors(id)));
        return profile.getSnapshot().getElement().stream()
                .filter(element -> shown.contains(element.getId()))
                .map(this::row)
                .toList();
    }

    /** A slice lies below its element in the path of the id only if it has elements itself. */
    private static List<String> withAncestors(String id) {
        List<String> ids = new ArrayList<>(List.of(id));
        for (int dot = id.lastIndexOf('.'); dot > 0; dot = id.lastIndexOf('.', dot - 1)) {
            ids.add(id.substring(0, dot));
        }
        return ids;
    }

    private ElementRow row(ElementDefinition element) {
        String id = element.getId();
        return new ElementRow(
                id.substring(id.lastIndexOf('.') + 1),
                id,
                (int) id.chars().filter(character -> character == '.').count(),
                !stated.containsKey(id),
                "0".equals(element.getMax()),
                flags(element),
                element.getMin() + ".." + element.getMax(),
                element.getType().stream().map(this::type).toList(),
                element.hasShort() ? element.getShort() : "",
                details.of(element, stated.get(id)));
    }

    private static List<Flag> flags(ElementDefinition element) {
        List<Flag> flags = new ArrayList<>();
        if (element.getMustSupport()) {
            flags.add(new Flag("S", "must-support"));
        }
        if (element.getIsModifier()) {
            flags.add(new Flag("?!", "modifies the meaning of others"));
        }
        if (element.getIsSummary()) {
            flags.add(new Flag("Σ", "part of summaries"));
        }
        if (ElementDetails.rules(element).findAny().isPresent()) {
            flags.add(new Flag("C", "a rule of Myotome looks at it"));
        }
        return flags;
    }

    private ElementType type(TypeRefComponent type) {
        return new ElementType(
                type.hasProfile() ? addresses.of(type.getProfile().get(0).getValue()) : Addresses.type(type.getCode()),
                type.getTargetProfile().stream()
                        .map(target -> addresses.of(target.getValue()))
                        .toList());
    }
}
