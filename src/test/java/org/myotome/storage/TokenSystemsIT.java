package org.myotome.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.myotome.RunningServer;
import org.myotome.StorageDependent;
import org.springframework.jdbc.core.JdbcTemplate;

/** The rows of codes have no address of a system, whoever writes them; what is found by it is found by hashes. */
@StorageDependent
class TokenSystemsIT {

    private static final RunningServer SERVER = RunningServer.shared();
    private static final JdbcTemplate DATABASE = RunningServer.sharedDatabase();

    private final String group = "urn:group:" + UUID.randomUUID();

    @Test
    void codesAreSortedByThemselves() {
        String last = store("urn:a", "zeta");
        String first = store("urn:z", "alpha");
        String middle = store("urn:m", "beta");
        String found = "/Observation?identifier=" + group + "%7C1&_sort=";
        assertThat(SERVER.get(found + "code").references()).containsExactly(first, middle, last);
        assertThat(SERVER.get(found + "-code").references()).containsExactly(last, middle, first);
    }

    @Test
    void anUpdateWritesNoSystemEither() {
        String stored = store("urn:a", "alpha");
        String id = stored.substring("Observation/".length());
        assertThat(SERVER.put("/" + stored, observation("\"id\": \"" + id + "\",", "urn:z", "omega"))
                        .status())
                .isEqualTo(200);
        List<String> systems = DATABASE.queryForList(
                "select coalesce(SP_SYSTEM, 'none') from HFJ_SPIDX_TOKEN where RES_ID ="
                        + " (select RES_ID from HFJ_RESOURCE where RES_TYPE = 'Observation' and FHIR_ID = ?)",
                String.class,
                id);
        assertThat(systems).hasSizeGreaterThan(1).containsOnly("none");
        String found = "/Observation?_id=" + id + "&code=";
        assertThat(SERVER.count(found + "urn:z%7Comega")).isEqualTo(1);
        assertThat(SERVER.count(found + "urn:z%7C")).isEqualTo(1);
        assertThat(SERVER.count(found + "omega")).isEqualTo(1);
        assertThat(SERVER.count(found + "urn:a%7Comega")).isZero();
        assertThat(SERVER.count(found + "urn:a%7Calpha")).isZero();
    }

    private String store(String system, String code) {
        return SERVER.store(observation("", system, code));
    }

    private String observation(String id, String system, String code) {
        return """
                {"resourceType": "Observation", %s "status": "final", "identifier": [{"system": "%s", "value": "1"}],
                 "code": {"coding": [{"system": "%s", "code": "%s"}]}}""".formatted(id, group, system, code);
    }
}
