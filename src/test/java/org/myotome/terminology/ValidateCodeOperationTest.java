package org.myotome.terminology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.myotome.terminology.OperationTestServer.BASE;
import static org.myotome.terminology.OperationTestServer.MDC;
import static org.myotome.terminology.OperationTestServer.SNOMED;
import static org.myotome.terminology.OperationTestServer.query;
import static org.myotome.terminology.OperationTestServer.text;

import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.UriType;
import org.hl7.fhir.r4.model.ValueSet;
import org.junit.jupiter.api.Test;

/**
 * https://hl7.org/fhir/R4/valueset-operation-validate-code.html and
 * https://hl7.org/fhir/R4/codesystem-operation-validate-code.html
 */
class ValidateCodeOperationTest {

    private static final String GRADE = BASE + "/CodeSystem/mrc-muscle-grade";
    private static final String BELOW_3 = BASE + "/ValueSet/mrc-below-3";
    private static final String SITE = BASE + "/ValueSet/lateralised-site";
    private static final String IN_VALUE_SET = "ValueSet/$validate-code";
    private static final String IN_CODE_SYSTEM = "CodeSystem/$validate-code";

    private static final OperationTestServer SERVER = OperationTestServer.shared();

    @Test
    void memberIsRightAndItsDisplayIsGiven() {
        var right = validate(IN_VALUE_SET, "url", BELOW_3, "system", GRADE, "code", "2");
        assertThat(text(right, "result")).isEqualTo("true");
        assertThat(text(right, "display")).isEqualTo("Active movement, with gravity eliminated");
        assertThat(text(right, "message")).isNull();
    }

    @Test
    void codeOutsideIsWrongAndNamed() {
        var wrong = validate(IN_VALUE_SET, "url", BELOW_3, "system", GRADE, "code", "3");
        assertThat(text(wrong, "result")).isEqualTo("false");
        assertThat(text(wrong, "message")).contains("#3'", GRADE, BELOW_3);
        assertThat(text(wrong, "display")).isEqualTo("Active movement against gravity");
        assertThat(issue(wrong).getDiagnostics()).contains("0, 1, 2");
    }

    @Test
    void codeOfAnotherSystemIsToldWhichSystemsAreMeant() {
        var wrong = validate(IN_VALUE_SET, "url", SITE, "system", MDC, "code", "459381");
        assertThat(text(wrong, "result")).isEqualTo("false");
        assertThat(outcome(wrong).getIssue())
                .anyMatch(issue -> issue.getDiagnostics().contains("Codes there come from: " + SNOMED));
    }

    @Test
    void wrongDisplayIsWrongAndTheRightOneIsGiven() {
        var wrong = validate(
                IN_VALUE_SET, "url", SITE, "system", SNOMED, "code", "80768000", "display", "Right upper limb");
        assertThat(text(wrong, "result")).isEqualTo("false");
        assertThat(text(wrong, "display")).isEqualTo("Left upper limb");
        assertThat(text(wrong, "message")).contains("Right upper limb", "Left upper limb");
    }

    @Test
    void displayInOtherCaseAndDesignationAreRight() {
        for (var display : new String[] {"normal POWER", "5/5", "Normal power"}) {
            var right = validate(IN_CODE_SYSTEM, "url", GRADE, "code", "5", "display", display);
            assertThat(text(right, "result")).as(display).isEqualTo("true");
        }
    }

    @Test
    void instanceCodingAndBodyGiveTheSameAnswer() {
        var expected = validate(IN_VALUE_SET, "url", BELOW_3, "system", GRADE, "code", "0");
        var coding = new Coding(GRADE, "0", null);
        var body = new Parameters().addParameter("url", new UriType(BELOW_3)).addParameter("coding", coding);
        var instance = validate("ValueSet/mrc-below-3/$validate-code", "coding", GRADE + "|0");
        assertThat(expected.equalsDeep(instance)).isTrue();
        assertThat(expected.equalsDeep(SERVER.post(IN_VALUE_SET, body).ok(Parameters.class)))
                .isTrue();
    }

    @Test
    void conceptIsRightIfOneCodingIs() {
        var concept = new CodeableConcept()
                .addCoding(new Coding(MDC, "459381", null))
                .addCoding(new Coding(SNOMED, "80768000", "Left upper limb"));
        var right = inSite(concept);
        assertThat(text(right, "result")).isEqualTo("true");
        assertThat(text(right, "display")).isEqualTo("Left upper limb");
    }

    @Test
    void conceptWithoutRightCodingTellsOfEachOne() {
        var concept = new CodeableConcept()
                .addCoding(new Coding(MDC, "459381", null))
                .addCoding(new Coding(SNOMED, "1", null));
        var wrong = inSite(concept);
        assertThat(text(wrong, "result")).isEqualTo("false");
        assertThat(text(wrong, "message"))
                .contains("No valid coding was found for the value set '" + SITE + "|0.1.0'", MDC);
        assertThat(outcome(wrong).getIssue())
                .anyMatch(issue -> issue.getDetails().getText().contains("#459381"))
                .anyMatch(issue -> issue.getDetails().getText().contains(SNOMED + "#1"));
    }

    @Test
    void valueSetThatIsSentAlongIsJudgedAgainst() {
        var sent = new ValueSet();
        sent.getCompose().addInclude().addValueSet(BELOW_3);
        var body = new Parameters().addParameter("coding", new Coding(GRADE, "1", null));
        body.addParameter().setName("valueSet").setResource(sent);
        assertThat(text(SERVER.post(IN_VALUE_SET, body).ok(Parameters.class), "result"))
                .isEqualTo("true");
    }

    @Test
    void everyConceptOfEveryValueSetIsRight() {
        var valueSets = OperationTestServer.guide().all(ValueSet.class);
        assertThat(valueSets).isNotEmpty();
        for (var valueSet : valueSets) {
            var path = "ValueSet/" + valueSet.getIdElement().getIdPart();
            var members = SERVER.get(path + "/$expand").ok(ValueSet.class).getExpansion();
            assertThat(members.getContains()).as(path).isNotEmpty();
            for (var member : members.getContains()) {
                var coding = new Coding(member.getSystem(), member.getCode(), member.getDisplay());
                var body = new Parameters().addParameter("coding", coding);
                var verdict = SERVER.post(path + "/$validate-code", body).ok(Parameters.class);
                assertThat(text(verdict, "result"))
                        .as(path + " " + member.getCode())
                        .isEqualTo("true");
            }
        }
    }

    @Test
    void everyCodeOfEveryCodeSystemIsRight() {
        for (var system : OperationTestServer.guide().all(CodeSystem.class)) {
            for (var concept : system.getConcept()) {
                var verdict = validate(
                        IN_CODE_SYSTEM,
                        "url",
                        system.getUrl(),
                        "code",
                        concept.getCode(),
                        "display",
                        concept.getDisplay());
                assertThat(text(verdict, "result")).as(concept.getCode()).isEqualTo("true");
            }
        }
    }

    @Test
    void unknownCodeOfCodeSystemIsWrong() {
        var wrong = validate("CodeSystem/mrc-muscle-grade/$validate-code", "code", "6");
        assertThat(text(wrong, "result")).isEqualTo("false");
        assertThat(text(wrong, "message")).contains("'6'", GRADE);
    }

    @Test
    void unknownValueSetOrCodeSystemIsNotFound() {
        assertThat(refused(IN_VALUE_SET, 404, IssueType.NOTFOUND, "url", SITE + "s", "system", SNOMED, "code", "1"))
                .contains(SITE);
    }

    @Test
    void codeOfAnUnheldSystemCannotBeJudged() {
        var wrong = validate(IN_CODE_SYSTEM, "url", SNOMED, "code", "80768000");
        assertThat(text(wrong, "result")).isEqualTo("false");
        assertThat(text(wrong, "x-unknown-system")).isEqualTo(SNOMED);
        assertThat(text(wrong, "x-caused-by-unknown-system")).isNull();
        assertThat(issue(wrong).getCode()).isEqualTo(IssueType.NOTFOUND);
    }

    @Test
    void codeOfAnUnheldVersionCannotBeJudged() {
        for (var wrong : new Parameters[] {
            validate(IN_CODE_SYSTEM, "url", GRADE, "version", "9", "code", "1"),
            validate(IN_VALUE_SET, "url", BELOW_3, "system", GRADE, "systemVersion", "9", "code", "1")
        }) {
            assertThat(text(wrong, "result")).isEqualTo("false");
            assertThat(text(wrong, "message")).contains("'9'", "Valid versions: 0.1.0");
            assertThat(text(wrong, "x-caused-by-unknown-system")).isEqualTo(GRADE + "|9");
        }
    }

    @Test
    void codeWithoutSystemIsRefusedAndTheSystemsAreNamed() {
        assertThat(refused(IN_VALUE_SET, 400, IssueType.REQUIRED, "url", BELOW_3, "code", "1"))
                .contains("system", GRADE);
    }

    @Test
    void noCodeOrSeveralAreRefused() {
        assertThat(refused(IN_VALUE_SET, 400, IssueType.REQUIRED, "url", BELOW_3))
                .contains("code, coding, codeableConcept");
        assertThat(refused(
                        IN_VALUE_SET,
                        400,
                        IssueType.REQUIRED,
                        "url",
                        BELOW_3,
                        "system",
                        GRADE,
                        "code",
                        "1",
                        "coding",
                        GRADE + "|1"))
                .contains("code and as coding");
    }

    @Test
    void conceptInTheQueryAndCodingWithoutSystemAreRefused() {
        assertThat(refused(IN_VALUE_SET, 400, IssueType.INVALID, "url", SITE, "codeableConcept", "x"))
                .contains("POST");
        assertThat(refused(IN_VALUE_SET, 400, IssueType.INVALID, "url", SITE, "coding", "80768000"))
                .contains("system|code");
    }

    @Test
    void systemBelongsToValueSetsOnly() {
        assertThat(refused(IN_CODE_SYSTEM, 400, IssueType.NOTSUPPORTED, "url", GRADE, "system", GRADE, "code", "1"))
                .contains("\"system\"", "url");
    }

    private static OperationOutcomeIssueComponent issue(Parameters verdict) {
        return outcome(verdict).getIssueFirstRep();
    }

    private static OperationOutcome outcome(Parameters verdict) {
        return verdict.getParameter().stream()
                .filter(part -> part.getName().equals("issues"))
                .map(part -> (OperationOutcome) part.getResource())
                .findFirst()
                .orElseThrow();
    }

    private static Parameters inSite(CodeableConcept concept) {
        var body = new Parameters().addParameter("url", new UriType(SITE)).addParameter("codeableConcept", concept);
        return SERVER.post(IN_VALUE_SET, body).ok(Parameters.class);
    }

    private static Parameters validate(String path, String... parameters) {
        return SERVER.get(path + query(parameters)).ok(Parameters.class);
    }

    private static String refused(String path, int status, IssueType type, String... parameters) {
        return SERVER.get(path + query(parameters)).refused(status, type);
    }
}
