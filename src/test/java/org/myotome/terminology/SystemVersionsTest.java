package org.myotome.terminology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.myotome.terminology.OperationTestServer.text;

import java.util.Optional;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.CodeSystemContentMode;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.UriType;
import org.hl7.fhir.r4.model.ValueSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Two versions of a code system, 1.0.0 and 1.2.0, in each of which a code has another display; the value set, the coding and the
 * request may each name one. What is right is what HL7's tests of terminology servers expect (suite "version").
 */
class SystemVersionsTest {

    private static final String SYSTEM = "https://example.org/fhir/CodeSystem/versions";

    private static final OperationTestServer SERVER = OperationTestServer.shared();

    @ParameterizedTest(name = "value set {0}, coding {1}, request {2}")
    @CsvSource({
        "none, none, none, true, 1.2.0, nothing",
        "none, 1.0.0, none, true, 1.0.0, nothing",
        "none, 2.4.0, none, false, 1.2.0, not-found vs-invalid?",
        "1.x, none, none, true, 1.2.0, nothing",
        "1.x, 1.0.0, none, true, 1.0.0, nothing",
        "1, none, none, false, 1.2.0, not-found",
        "1, 1.0.0, none, false, 1.0.0, not-found vs-invalid",
        "1.0.0, none, none, true, 1.0.0, nothing",
        "1.0.0, 1.0.0, none, true, 1.0.0, nothing",
        "1.0.0, 2.4.0, none, false, 1.0.0, not-found vs-invalid",
        "1.2.0, 1.0.0, none, false, 1.2.0, vs-invalid",
        "none, none, system-version=1.0.0, true, 1.0.0, nothing",
        "none, 2.4.0, system-version=1.0.0, false, 1.0.0, not-found vs-invalid",
        "1.x, none, system-version=1.0.0, true, 1.2.0, nothing",
        "1.x, 1.0.0, system-version=1.0.0, true, 1.0.0, nothing",
        "1, none, system-version=1.0.0, false, 1.0.0, not-found",
        "1, 1.0.0, system-version=1.0.0, false, 1.0.0, not-found vs-invalid",
        "1.0.0, none, system-version=1.0.0, true, 1.0.0, nothing",
        "1.2.0, 1.0.0, system-version=1.0.0, false, 1.2.0, vs-invalid",
        "none, none, check-system-version=1.0.x, true, 1.0.0, nothing",
        "none, 2.4.0, check-system-version=1.0.x, false, 1.0.0, not-found vs-invalid",
        "1.x, none, check-system-version=1.0.x, false, 1.2.0, version-error",
        "1.x, 1.0.0, check-system-version=1.0.x, true, 1.0.0, nothing",
        "1, none, check-system-version=1.0.x, false, 1.0.0, not-found",
        "1.0.0, none, check-system-version=1.0.x, true, 1.0.0, nothing",
        "1.2.0, 1.0.0, check-system-version=1.0.x, false, 1.2.0, version-error vs-invalid",
        "none, none, force-system-version=1.0.x, true, 1.0.0, nothing",
        "none, 2.4.0, force-system-version=1.0.x, false, 1.0.0, not-found vs-invalid",
        "1.x, none, force-system-version=1.0.x, true, 1.0.0, nothing",
        "1, none, force-system-version=1.0.x, true, 1.0.0, nothing",
        "1, 1.0.0, force-system-version=1.0.x, true, 1.0.0, nothing",
        "1.2.0, none, force-system-version=1.0.x, true, 1.0.0, nothing",
        "1.2.0, 1.0.0, force-system-version=1.0.x, true, 1.0.0, nothing",
        "1.0.0, 2.4.0, force-system-version=1.0.x, false, 1.0.0, not-found vs-invalid"
    })
    void theVersionThatCountsIsUsed(
            String ofValueSet, String ofCoding, String ofRequest, String result, String used, String issues) {
        Parameters in = question(ofValueSet, ofRequest);
        in.addParameter()
                .setName("coding")
                .setValue(new Coding(SYSTEM, "code1", null)
                        .setVersion(said(ofCoding).orElse(null)));

        Parameters out = SERVER.post("ValueSet/$validate-code", in).ok(Parameters.class);

        assertThat(text(out, "result")).isEqualTo(result);
        assertThat(text(out, "version")).isEqualTo(used);
        assertThat(text(out, "display")).isEqualTo("Display in " + used);
        assertThat(kinds(out)).isEqualTo(issues);
    }

    @ParameterizedTest(name = "value set {0}, request {1}")
    @CsvSource({
        "none, none, 1.2.0",
        "1.x, none, 1.2.0",
        "1.0.0, none, 1.0.0",
        "none, system-version=1.0.0, 1.0.0",
        "1.x, system-version=1.0.0, 1.2.0",
        "none, check-system-version=1.0.x, 1.0.0",
        "1.0.0, check-system-version=1.0.x, 1.0.0",
        "1.2.0, force-system-version=1.0.x, 1.0.0",
        "1, force-system-version=1.0.x, 1.0.0"
    })
    void aValueSetIsExpandedInTheVersionThatCounts(String ofValueSet, String ofRequest, String used) {
        ValueSet expanded =
                SERVER.post("ValueSet/$expand", question(ofValueSet, ofRequest)).ok(ValueSet.class);

        assertThat(expanded.getExpansion().getContains())
                .isNotEmpty()
                .allMatch(member -> member.getDisplay().equals("Display in " + used));
        assertThat(expanded.getExpansion().getParameter())
                .filteredOn(parameter -> parameter.getName().equals("used-codesystem"))
                .extracting(parameter -> parameter.getValue().primitiveValue())
                .containsExactly(SYSTEM + "|" + used);
    }

    @Test
    void aVersionThatIsNotHeldOrNotAllowedIsNotExpanded() {
        assertThat(SERVER.post("ValueSet/$expand", question("1", "none")).refused(422, IssueType.NOTFOUND))
                .contains("version '1' could not be found", "Valid versions: 1.0.0 or 1.2.0");
        assertThat(SERVER.post("ValueSet/$expand", question("1.2.0", "check-system-version=1.0.x"))
                        .refused(422, IssueType.EXCEPTION))
                .contains("The version '1.2.0' is not allowed", "required to be '1.0.x'");
    }

    private static Parameters question(String ofValueSet, String ofRequest) {
        Parameters in = new Parameters();
        in.addParameter().setName("tx-resource").setResource(system("1.0.0"));
        in.addParameter().setName("tx-resource").setResource(system("1.2.0"));
        ValueSet valueSet = new ValueSet();
        valueSet.setUrl("https://example.org/fhir/ValueSet/versions").setStatus(PublicationStatus.ACTIVE);
        valueSet.getCompose()
                .addInclude()
                .setSystem(SYSTEM)
                .setVersion(said(ofValueSet).orElse(null));
        in.addParameter().setName("tx-resource").setResource(valueSet);
        in.addParameter().setName("url").setValue(new UriType(valueSet.getUrl()));
        said(ofRequest)
                .map(parameter -> parameter.split("="))
                .ifPresent(parameter -> in.addParameter()
                        .setName(parameter[0])
                        .setValue(new CanonicalType(SYSTEM + "|" + parameter[1])));
        return in;
    }

    private static CodeSystem system(String version) {
        CodeSystem system = new CodeSystem();
        system.setUrl(SYSTEM).setVersion(version).setStatus(PublicationStatus.ACTIVE);
        system.setContent(CodeSystemContentMode.COMPLETE).setCaseSensitive(true);
        system.addConcept().setCode("code1").setDisplay("Display in " + version);
        return system;
    }

    private static Optional<String> said(String text) {
        return Optional.of(text).filter(any -> !any.equals("none"));
    }

    /** The issues in alphabetical order, warnings with a question mark. */
    private static String kinds(Parameters out) {
        String kinds = out.getParameter().stream()
                .filter(part -> part.getName().equals("issues"))
                .flatMap(part -> ((OperationOutcome) part.getResource()).getIssue().stream())
                .map(issue -> issue.getDetails().getCodingFirstRep().getCode()
                        + (issue.getSeverity() == IssueSeverity.WARNING ? "?" : ""))
                .sorted()
                .collect(Collectors.joining(" "));
        return kinds.isEmpty() ? "nothing" : kinds;
    }
}
