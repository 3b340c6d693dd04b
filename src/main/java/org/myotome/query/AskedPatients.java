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

    /**
     * The same, where a reference may also be an address of this server; a patient of another server is not taken for the one
     * here that has its id.
     *
     * @param base the address of this server, without a slash at the end
     */
    public Map<String, Long> of(List<String> references, String base) {
        return of(references.stream()
                .map(reference -> {
                    String local =
                            reference.startsWith(base + "/") ? reference.substring(base.length() + 1) : reference;
                    if (local.contains(":")) {
                        throw RequestProblem.invalid("\"" + reference + "\" is not on this server, which is " + base
                                + ". Send Patient/[id] of a Patient that is stored here.");
                    }
                    return local;
                })
                .toList());
    }

    private long row(String reference) {
        OptionalLong row = results.patient(reference.substring("Patient/".length()));
        return row.orElseThrow(() -> RequestProblem.notFound(reference
                + " does not exist, or is deleted. Search it with " + "Patient?identifier=[system]|[value]."));
    }
}
