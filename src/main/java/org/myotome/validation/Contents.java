package org.myotome.validation;

import java.util.LinkedHashMap;
import java.util.Map;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/**
 * What most rules look for in a resource, found in one walk: HAPI makes the list of the properties of an element anew each time
 * that it is asked.
 *
 * @param codings by their FHIRPath, in document order
 * @param references likewise
 */
record Contents(Map<String, Coding> codings, Map<String, Reference> references) {

    static Contents of(Resource resource) {
        Contents contents = new Contents(new LinkedHashMap<>(), new LinkedHashMap<>());
        Elements.walk(resource, resource.fhirType(), (path, element) -> {
            if (element instanceof Coding coding) {
                contents.codings.put(path, coding);
            } else if (element instanceof Reference reference) {
                contents.references.put(path, reference);
            }
        });
        return contents;
    }
}
