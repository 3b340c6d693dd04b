package org.myotome.guide;

import org.hl7.fhir.r4.model.MetadataResource;

/**
 * An artefact and the name of the file it was read from.
 *
 * @param name the file name without folders, {@code StructureDefinition-mrc-muscle-strength.json}
 */
record GuideFile(String name, MetadataResource artefact) {

    String url() {
        return artefact.getUrl();
    }

    GuideException refuse(String reason) {
        return new GuideException(name, reason);
    }

    GuideException refuse(String reason, Throwable cause) {
        return new GuideException(name, reason, cause);
    }
}
