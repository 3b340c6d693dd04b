package org.myotome.pages;

import java.util.Optional;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.Property;

/**
 * What stands at the head of the page of every artefact.
 *
 * @param stem the name of its files without their ending
 * @param description HTML
 * @param copyright HTML; empty if the artefact states none
 */
record Heading(
        String title,
        String stem,
        String type,
        String id,
        String url,
        String name,
        String version,
        String status,
        String date,
        String description,
        String copyright) {

    static Heading of(MetadataResource artefact, MarkdownText markdown) {
        return new Heading(
                Addresses.title(artefact),
                Addresses.stem(artefact),
                artefact.fhirType(),
                artefact.getIdElement().getIdPart(),
                artefact.getUrl(),
                artefact.getName(),
                artefact.getVersion(),
                artefact.getStatus().toCode(),
                artefact.hasDate() ? artefact.getDateElement().getValueAsString() : "",
                markdown.html(text(artefact, "description")),
                markdown.html(text(artefact, "copyright")));
    }

    /** An element that not every kind of artefact has. */
    static String text(MetadataResource artefact, String element) {
        return Optional.ofNullable(artefact.getNamedProperty(element))
                .filter(Property::hasValues)
                .map(property -> property.getValues().get(0).primitiveValue())
                .orElse("");
    }
}
