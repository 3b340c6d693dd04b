package org.myotome.intake.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.myotome.intake.Sender;

class AssigningAuthorityTest {

    private static final AssigningAuthority GENERAL = new AssigningAuthority(new Sender("EXAMPLE-ICU", "GENERAL"));
    private static final String LOCAL = "https://w3id.org/myotome/sender/EXAMPLE-ICU/GENERAL/";

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "NS, 2.16.840.1.113883, ISO, urn:oid:2.16.840.1.113883",
                "'', 2.999, ISO, urn:oid:2.999",
                "'', 6B29FC40-CA47-1067-B31D-00DD010662DA, UUID, urn:uuid:6b29fc40-ca47-1067-b31d-00dd010662da",
                "'', 6B29FC40-CA47-1067-B31D-00DD010662DA, GUID, urn:uuid:6b29fc40-ca47-1067-b31d-00dd010662da",
                "NS, https://hospital.example.org/mrn, URI, https://hospital.example.org/mrn",
                "NS, hospital.example.org, DNS, https://w3id.org/myotome/authority/dns/hospital.example.org",
            })
    void whatMeansTheSameEverywhereIsNoMatterOfTheSender(String namespace, String id, String type, String system) {
        assertThat(GENERAL.system(namespace, id, type)).isEqualTo(system);
    }

    @ParameterizedTest
    @CsvSource({
        "NS, '', '', NS",
        "'', '', '', default",
        "A B/C|ä, '', '', A%20B%2FC%7C%C3%A4",
        "NS, no oid, ISO, no%20oid",
        "NS, 2.01, ISO, 2.01",
        "NS, mrn, URI, mrn",
        "NS, 17, L, 17",
        "NS, 17, '', 17"
    })
    void whatOnlyTheSenderKnowsIsTheSenders(String namespace, String id, String type, String path) {
        assertThat(GENERAL.system(namespace, id, type)).isEqualTo(LOCAL + path);
    }

    @Test
    void theSameNamespaceOfTwoHospitalsIsNotTheSame() {
        var other = new AssigningAuthority(new Sender("EXAMPLE-ICU", "OTHER"));
        assertThat(other.system("MRN", "", "")).isNotEqualTo(GENERAL.system("MRN", "", ""));
    }

    @Test
    void noNameBreaksTheAddress() {
        String system = new AssigningAuthority(new Sender("a/b", "")).system("../x?y#z", "", "");
        assertThat(URI.create(system).isAbsolute()).isTrue();
        assertThat(system).isEqualTo("https://w3id.org/myotome/sender/a%2Fb/any/..%2Fx%3Fy%23z");
    }
}
