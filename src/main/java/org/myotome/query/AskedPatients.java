package org.myotome.query;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.hl7.fhir.r4.model.IdType;
import org.jspecify.annotations.Nullable;
import org.myotome.RequestProblem;
import org.myotome.storage.projection.StrengthResults;

/** Finds the patients that are asked about. */
public final class AskedPatients {

    private final StrengthResults results;

    public AskedPatients(StrengthResults results) {
        this.results = results;
    }

    /**
     * @param id of the address
     * @return the patient's row
     * @throws ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException if there is no such patient
     */
    public long of(IdType id) {
        return row("Patient/" + id.getIdPart());
    }

    /**
     * @param references {@code Patient/12} or {@code 12}
     * @return the rows by the references {@code Patient/12}, in their order
     */
    public Map<String, Long> of(List<String> references) {
        Map<String, Long> rows = new LinkedHashMap<>();
        for (String reference : references) {
            @Nullable String type = reference.contains("/") ? new IdType(reference).getResourceType() : "Patient";
            if (!"Patient".equals(type) || reference.contains("?")) {
                throw RequestProblem.invalid("\"" + reference
                        + "\" names no patient. Send Patient/[id], or the id alone, of a stored Patient.");
            }
            String patient = "Patient/" + new IdType(reference).getIdPart();
            rows.computeIfAbsent(patient, this::row);
        }
        return rows;
    }

    private long row(String reference) {
        OptionalLong row = results.patient(reference.substring("Patient/".length()));
        return row.orElseThrow(() -> RequestProblem.notFound(reference
                + " does not exist, or is deleted. Search it with " + "Patient?identifier=[system]|[value]."));
    }
}
