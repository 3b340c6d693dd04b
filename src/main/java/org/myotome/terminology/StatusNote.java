package org.myotome.terminology;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.ValueSet;

/**
 * That an artefact which a value set builds on is withdrawn, deprecated, or less mature than the value set itself. The rules
 * are those of HL7's terminology service: an experimental or draft value set may build on its like.
 *
 * @param status such as {@code withdrawn}
 */
record StatusNote(String status, MetadataResource artefact) {

    private static final String STANDARDS_STATUS =
            "http://hl7.org/fhir/StructureDefinition/structuredefinition-standards-status";

    /** @param used code systems and value sets, the value set itself among them */
    static List<StatusNote> of(ValueSet source, Stream<? extends MetadataResource> used) {
        return used.flatMap(
                        artefact -> status(source, artefact).map(status -> new StatusNote(status, artefact)).stream())
                .toList();
    }

    private static Optional<String> status(ValueSet source, MetadataResource used) {
        var standing = standing(used);
        if (standing.equals("deprecated") || standing.equals("withdrawn")) {
            return Optional.of(standing);
        }
        if (used.getStatus() == PublicationStatus.RETIRED) {
            return Optional.of("retired");
        }
        if (used.getExperimental() && !source.getExperimental()) {
            return Optional.of("experimental");
        }
        return isDraft(used) && !isDraft(source) ? Optional.of("draft") : Optional.empty();
    }

    private static boolean isDraft(MetadataResource artefact) {
        return artefact.getStatus() == PublicationStatus.DRAFT
                || standing(artefact).equals("draft");
    }

    private static String standing(MetadataResource artefact) {
        var extension = artefact.getExtensionByUrl(STANDARDS_STATUS);
        return extension == null
                ? ""
                : String.valueOf(extension.getValueAsPrimitive().getValueAsString());
    }

    String canonical() {
        return artefact.hasVersion() ? artefact.getUrl() + "|" + artefact.getVersion() : artefact.getUrl();
    }

    /** As {@code $validate-code} says it. */
    CodeText words() {
        return new CodeText(
                "MSG_" + status.toUpperCase(Locale.ROOT),
                "Reference to " + status + " " + artefact.fhirType() + " " + canonical());
    }
}
