package org.myotome.storage.projection;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.model.dao.JpaPid;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Patient.LinkType;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** What is stored about patients beside their strength, found by the rows of the patients in the index of references. */
public final class PatientRecords {

    private static final String ROWS = "select r.FHIR_ID, r.RES_ID"
            + " from unnest(cast(? as varchar array)) as SOUGHT (FHIR_ID) join HFJ_RESOURCE r"
            + " on r.RES_TYPE = ? and r.FHIR_ID = SOUGHT.FHIR_ID and r.RES_DELETED_AT is null";
    private static final String OF_PRACTITIONER = "select distinct l.SRC_RESOURCE_ID from HFJ_RES_LINK l"
            + " where l.TARGET_RESOURCE_ID = ? and l.SRC_PATH = 'Patient.generalPractitioner'";
    private static final String LINKS =
            "select count(*) from HFJ_RES_LINK where SRC_RESOURCE_ID = ? and SRC_PATH = 'Patient.link.other'";
    private static final String CONDITIONS = "select l.TARGET_RESOURCE_ID, r.RES_ID, r.FHIR_ID, r.HAS_TAGS,"
            + " v.RES_ENCODING, v.RES_TEXT_VC from unnest(cast(? as bigint array)) as SOUGHT (RES_ID)"
            + " join HFJ_RES_LINK l on l.TARGET_RESOURCE_ID = SOUGHT.RES_ID and l.SRC_PATH = 'Condition.subject'"
            + " join HFJ_RESOURCE r on r.RES_ID = l.SRC_RESOURCE_ID and r.RES_DELETED_AT is null"
            + " join HFJ_RES_VER v on v.RES_ID = r.RES_ID and v.RES_VER = r.RES_VER order by r.RES_ID";

    private final JdbcTemplate jdbc;
    private final FhirContext fhir;
    private final DaoRegistry daos;

    public PatientRecords(DataSource database, FhirContext fhir, DaoRegistry daos) {
        this.jdbc = new JdbcTemplate(database);
        this.fhir = fhir;
        this.daos = daos;
    }

    /** The rows of those references, {@code Type/id}, that lead to a resource which is stored and not deleted. */
    public Map<String, Long> rows(Collection<String> references) {
        Map<String, List<String>> ids = new HashMap<>();
        references.forEach(reference -> {
            IdType id = new IdType(reference);
            ids.computeIfAbsent(id.getResourceType(), any -> new ArrayList<>()).add(id.getIdPart());
        });
        Map<String, Long> rows = new HashMap<>();
        ids.forEach((type, ofType) -> jdbc.query(
                connection -> {
                    var statement = connection.prepareStatement(ROWS);
                    statement.setArray(1, connection.createArrayOf("varchar", ofType.toArray()));
                    statement.setString(2, type);
                    return statement;
                },
                row -> {
                    rows.put(type + "/" + row.getString(1), row.getLong(2));
                }));
        return rows;
    }

    /** The rows of the patients that name a practitioner, a role or an organization as their general practitioner. */
    public Set<Long> ofGeneralPractitioner(long practitioner) {
        return new HashSet<>(jdbc.queryForList(OF_PRACTITIONER, Long.class, practitioner));
    }

    /** The patients, {@code Patient/id}, that a patient is linked to as replaced by. */
    public List<String> replacementsOf(long patient) {
        Long links = jdbc.queryForObject(LINKS, Long.class, patient);
        if (links == null || links == 0) {
            return List.of();
        }
        Patient stored = (Patient) daos.getResourceDao("Patient").readByPid(JpaPid.fromId(patient));
        return stored.getLink().stream()
                .filter(link -> link.getType() == LinkType.REPLACEDBY)
                .map(link -> link.getOther().getReference())
                .toList();
    }

    /** The Conditions of patients by the rows of these, those stored first first. A patient without one is left out. */
    public Map<Long, List<Condition>> conditions(Collection<Long> patients) {
        Map<Long, List<Condition>> conditions = new HashMap<>();
        jdbc.query(
                connection -> {
                    var statement = connection.prepareStatement(CONDITIONS);
                    statement.setArray(1, connection.createArrayOf("bigint", patients.toArray()));
                    return statement;
                },
                row -> {
                    conditions
                            .computeIfAbsent(row.getLong("TARGET_RESOURCE_ID"), any -> new ArrayList<>())
                            .add(condition(row));
                });
        return conditions;
    }

    private Condition condition(ResultSet row) throws SQLException {
        @Nullable String text = row.getString("RES_TEXT_VC");
        if (text == null || !"JSON".equals(row.getString("RES_ENCODING")) || row.getBoolean("HAS_TAGS")) {
            return (Condition) daos.getResourceDao("Condition").readByPid(JpaPid.fromId(row.getLong("RES_ID")));
        }
        Condition condition = fhir.newJsonParser().parseResource(Condition.class, text);
        condition.setId(new IdType("Condition", row.getString("FHIR_ID")));
        return condition;
    }
}
