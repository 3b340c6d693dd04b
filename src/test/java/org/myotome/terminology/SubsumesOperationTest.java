package org.myotome.terminology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.myotome.terminology.OperationTestServer.BASE;
import static org.myotome.terminology.OperationTestServer.SNOMED;
import static org.myotome.terminology.OperationTestServer.query;
import static org.myotome.terminology.OperationTestServer.text;

import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Parameters;
import org.junit.jupiter.api.Test;

/** https://hl7.org/fhir/R4/codesystem-operation-subsumes.html */
class SubsumesOperationTest {

    private static final String GRADE = BASE + "/CodeSystem/mrc-muscle-grade";
    private static final String METHOD = BASE + "/CodeSystem/strength-method";

    private static final OperationTestServer SERVER = OperationTestServer.shared();

    @Test
    void codeIsEquivalentToItselfOnly() {
        assertThat(outcome("system", GRADE, "codeA", "4", "codeB", "4")).isEqualTo("equivalent");
        assertThat(outcome("system", GRADE, "codeA", "4", "codeB", "4-plus")).isEqualTo("not-subsumed");
    }

    @Test
    void instanceAndCodingsGiveTheSameAnswer() {
        var instance = SERVER.get("CodeSystem/mrc-muscle-grade/$subsumes" + query("codeA", "4", "codeB", "4"));
        assertThat(text(instance.ok(Parameters.class), "outcome")).isEqualTo("equivalent");
        var body = new Parameters()
                .addParameter("codingA", new Coding(GRADE, "4", null))
                .addParameter("codingB", new Coding(GRADE, "4", null));
        assertThat(text(SERVER.post("CodeSystem/$subsumes", body).ok(Parameters.class), "outcome"))
                .isEqualTo("equivalent");
    }

    @Test
    void unknownCodeOrSystemIsNotFound() {
        assertThat(refused(404, IssueType.NOTFOUND, "system", GRADE, "codeA", "4", "codeB", "6"))
                .contains("\"6\"");
        assertThat(refused(404, IssueType.NOTFOUND, "system", SNOMED, "codeA", "4", "codeB", "6"))
                .contains(SNOMED, GRADE);
    }

    @Test
    void codesOfDifferentSystemsAreRefused() {
        assertThat(refused(400, IssueType.INVALID, "codingA", GRADE + "|4", "codingB", METHOD + "|mrc-0-5"))
                .contains(GRADE, METHOD);
    }

    @Test
    void missingCodeOrSystemIsRefused() {
        assertThat(refused(400, IssueType.REQUIRED, "system", GRADE, "codeA", "4"))
                .contains("codeB, codingB");
        assertThat(refused(400, IssueType.REQUIRED, "codeA", "4", "codeB", "4")).contains("system");
    }

    private static String outcome(String... parameters) {
        return text(SERVER.get("CodeSystem/$subsumes" + query(parameters)).ok(Parameters.class), "outcome");
    }

    private static String refused(int status, IssueType type, String... parameters) {
        return SERVER.get("CodeSystem/$subsumes" + query(parameters)).refused(status, type);
    }
}
