package org.myotome.terminology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.myotome.terminology.OperationTestServer.BASE;
import static org.myotome.terminology.OperationTestServer.MDC;
import static org.myotome.terminology.OperationTestServer.SNOMED;
import static org.myotome.terminology.OperationTestServer.query;
import static org.myotome.terminology.OperationTestServer.text;

import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Type;
import org.junit.jupiter.api.Test;

/** https://hl7.org/fhir/R4/codesystem-operation-lookup.html */
class LookupOperationTest {

    private static final String GRADE = BASE + "/CodeSystem/mrc-muscle-grade";
    private static final String MOVEMENT = BASE + "/CodeSystem/tested-movement";

    private static final OperationTestServer SERVER = OperationTestServer.shared();

    @Test
    void gradeHasNameVersionDisplayDefinitionAndOrdinal() {
        var found = lookup("system", GRADE, "code", "4-plus");
        assertThat(text(found, "name")).isEqualTo("MrcMuscleGrade");
        assertThat(text(found, "version")).isEqualTo("0.1.0");
        assertThat(text(found, "display")).isEqualTo("Active movement against gravity and strong resistance");
        assertThat(property(found, "definition")).hasSize(1);
        assertThat(property(found, "ordinal")).hasSize(1);
        assertThat(property(found, "ordinal").get(0)).isInstanceOf(DecimalType.class);
        assertThat(property(found, "ordinal").get(0).primitiveValue()).isEqualTo("4.33");
    }

    @Test
    void designationsCarryTheSpellingsOfTheWard() {
        var values = lookup("system", GRADE, "code", "4-plus").getParameter().stream()
                .filter(part -> part.getName().equals("designation"))
                .map(part -> part(part, "value").primitiveValue());
        assertThat(values).contains("4+/5", "4+");
    }

    @Test
    void codingInTheQueryOrTheBodyGivesTheSameAnswer() {
        var plain = lookup("system", GRADE, "code", "3");
        assertThat(plain.equalsDeep(lookup("coding", GRADE + "|3"))).isTrue();
        var body = new Parameters().addParameter("coding", new Coding(GRADE, "3", null));
        var posted = SERVER.post("CodeSystem/$lookup", body).ok(Parameters.class);
        assertThat(plain.equalsDeep(posted)).isTrue();
    }

    @Test
    void repeatingPropertyComesOncePerValue() {
        var roots = property(lookup("system", MOVEMENT, "code", "elbow-flexion"), "root");
        assertThat(roots.stream().map(Base::primitiveValue)).containsExactly("C5", "C6");
    }

    @Test
    void codingPropertyIsDescribedByItsDisplay() {
        var found = lookup("system", MOVEMENT, "code", "elbow-flexion");
        var muscle = found.getParameter().stream()
                .filter(part -> part.getName().equals("property"))
                .filter(part -> part(part, "code").primitiveValue().equals("muscle"))
                .findFirst()
                .orElseThrow();
        var coding = (Coding) part(muscle, "value");
        assertThat(coding.getSystem()).isEqualTo(MDC);
        assertThat(part(muscle, "description").primitiveValue()).isEqualTo(coding.getDisplay());
    }

    @Test
    void onlyAskedPropertiesAreReturned() {
        var found = lookup("system", MOVEMENT, "code", "elbow-flexion", "property", "isncsci-root");
        assertThat(found.getParameter().stream().map(ParametersParameterComponent::getName))
                .containsExactly("name", "version", "display", "property");
        assertThat(property(found, "isncsci-root").get(0).primitiveValue()).isEqualTo("C5");
    }

    @Test
    void everyCodeOfEveryCodeSystemIsFound() {
        var systems = OperationTestServer.guide().all(CodeSystem.class);
        assertThat(systems).isNotEmpty();
        for (var system : systems) {
            for (var concept : system.getConcept()) {
                var found = lookup("system", system.getUrl(), "code", concept.getCode());
                assertThat(text(found, "display")).isEqualTo(concept.getDisplay());
                for (var expected : concept.getProperty()) {
                    assertThat(property(found, expected.getCode()))
                            .anyMatch(value -> value.equalsDeep(expected.getValue()));
                }
            }
        }
    }

    @Test
    void unknownCodeIsNotFoundAndTheCodesAreNamed() {
        assertThat(refused(404, IssueType.NOTFOUND, "system", GRADE, "code", "4+"))
                .contains("\"4+\"", "4-minus", "4-plus");
    }

    @Test
    void systemThatIsNotHeldIsNotFoundAndTheHeldOnesAreNamed() {
        for (var system : List.of(SNOMED, MDC)) {
            assertThat(refused(404, IssueType.NOTFOUND, "system", system, "code", "80768000"))
                    .contains(system, GRADE, MOVEMENT);
        }
    }

    @Test
    void otherVersionIsNotFound() {
        assertThat(refused(404, IssueType.NOTFOUND, "system", GRADE, "version", "9", "code", "3"))
                .contains("\"9\"", "0.1.0");
    }

    @Test
    void codeWithoutSystemIsRefused() {
        assertThat(refused(400, IssueType.REQUIRED, "code", "3")).contains("system");
    }

    @Test
    void noCodeAndTwoCodesAreRefused() {
        assertThat(refused(400, IssueType.REQUIRED, "system", GRADE)).contains("code, coding");
        assertThat(refused(400, IssueType.REQUIRED, "system", GRADE, "code", "3", "coding", GRADE + "|3"))
                .contains("code and as coding");
    }

    @Test
    void unknownParameterIsRefusedWithTheAllowedOnes() {
        assertThat(refused(400, IssueType.NOTSUPPORTED, "system", GRADE, "kode", "3"))
                .contains("\"kode\"", "code, coding", "displayLanguage", "property", "system", "version]");
    }

    @Test
    void unknownPropertyIsRefusedWithTheKnownOnes() {
        assertThat(refused(400, IssueType.NOTSUPPORTED, "system", GRADE, "code", "3", "property", "colour"))
                .contains("\"colour\"", "definition", "ordinal");
    }

    private static Parameters lookup(String... parameters) {
        return SERVER.get("CodeSystem/$lookup" + query(parameters)).ok(Parameters.class);
    }

    private static String refused(int status, IssueType type, String... parameters) {
        return SERVER.get("CodeSystem/$lookup" + query(parameters)).refused(status, type);
    }

    private static List<Type> property(Parameters found, String code) {
        return found.getParameter().stream()
                .filter(part -> part.getName().equals("property"))
                .filter(part -> part(part, "code").primitiveValue().equals(code))
                .map(part -> part(part, "value"))
                .toList();
    }

    private static Type part(ParametersParameterComponent parameter, String name) {
        return Stream.of(parameter)
                .flatMap(whole -> whole.getPart().stream())
                .filter(part -> part.getName().equals(name))
                .map(ParametersParameterComponent::getValue)
                .findFirst()
                .orElseThrow();
    }
}
