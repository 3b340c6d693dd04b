package org.myotome.validation;

import java.util.LinkedHashMap;
import java.util.Map;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/**
 * What most rules look for in a resource, found in one walk: HAPI makes the list of the properties of an element anew each time
 * that it is asked.
 *
 * @param codings by their FHIRPath, in document order
 * @param references likewise
 * @param extensions likewise, the urls of those that have one
 */
record Contents(Map<String, Coding> codings, Map<String, Reference> references, Map<String, String> extensions) {

    static Contents of(Resource resource) {
        Contents contents = new Contents(new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
        Elements.walk(resource, resource.fhirType(), (path, element) -> {
            if (element instanceof Coding coding) {
                contents.codings.put(path, coding);
            } else if (element instanceof Reference reference) {
                contents.references.put(path, reference);
            } else if (element instanceof Extension extension && extension.hasUrl()) {
                contents.extensions.put(path, extension.getUrl());
            }
        });
        return contents;
    }
}
