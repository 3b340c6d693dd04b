package org.myotome.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.convertors.txClient.TerminologyClientFactory;
import org.hl7.fhir.r5.context.SimpleWorkerContext;
import org.hl7.fhir.r5.model.CodeableConcept;
import org.hl7.fhir.r5.model.Coding;
import org.hl7.fhir.r5.model.Parameters;
import org.hl7.fhir.r5.model.UriType;
import org.hl7.fhir.r5.model.ValueSet;
import org.hl7.fhir.r5.terminologies.client.ITerminologyClient;
import org.hl7.fhir.r5.terminologies.client.TerminologyClientContext;
import org.hl7.fhir.r5.terminologies.utilities.CodingValidationRequest;
import org.hl7.fhir.r5.terminologies.utilities.ValidationResult;
import org.hl7.fhir.utilities.FhirPublication;
import org.hl7.fhir.utilities.validation.ValidationOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.myotome.RunningServer;

/** The client code of HL7's own validator uses this server as its terminology server, as with its option {@code -tx}. */
class ValidatorClientIT {

    private static final String BASE = "https://w3id.org/myotome";
    private static final String GRADES = BASE + "/CodeSystem/mrc-muscle-grade";
    private static final String SNOMED_CT = "http://snomed.info/sct";

    private static final ValidationOptions BY_SERVER = new ValidationOptions(FhirPublication.R4).withNoClient();

    private static SimpleWorkerContext validator;
    private static ITerminologyClient client;

    @BeforeAll
    static void connect() throws IOException, URISyntaxException {
        // As with -authorise-non-conformant-tx-servers: Myotome does not claim to have passed all of HL7's tests.
        TerminologyClientContext.setAllowNonConformantServers(true);
        validator = new SimpleWorkerContext.SimpleWorkerContextBuilder()
                .withDefaultParams()
                .fromNothing();
        TerminologyClientFactory factory = new TerminologyClientFactory(FhirPublication.R4);
        validator.connectToTSServer(factory, RunningServer.shared().base(), "myotome-test", null, false);
        client = validator.getTxClientManager().getMasterClient();
    }

    @AfterAll
    static void reset() {
        TerminologyClientContext.setAllowNonConformantServers(false);
    }

    @Test
    void itReadsWhatTheServerCanDo() throws IOException {
        assertThat(client.getCapabilitiesStatement().getSoftware().getName()).isEqualTo("Myotome");
        assertThat(client.getTerminologyCapabilities().getCodeSystem())
                .anyMatch(system -> system.getUri().equals(GRADES));
        assertThat(validator.getTxClientManager().getMaster().supportsSystem(GRADES))
                .isTrue();
        assertThat(validator.getTxClientManager().getMaster().supportsSystem(SNOMED_CT))
                .isFalse();
    }

    @Test
    void itLearnsWhetherACodeIsRight() {
        ValidationResult right = validator.validateCode(BY_SERVER, GRADES, null, "4-plus", null);
        assertThat(right.isOk()).as(right.getMessage()).isTrue();
        assertThat(right.getDisplay()).isEqualTo("Active movement against gravity and strong resistance");
        ValidationResult wrong = validator.validateCode(BY_SERVER, GRADES, null, "6", null);
        assertThat(wrong.isOk()).isFalse();
        assertThat(wrong.getMessage()).contains("Unknown code '6' in the CodeSystem '" + GRADES + "' version '0.1.0'");
        assertThat(wrong.getIssues().get(0).getDetails().getCodingFirstRep().getCode())
                .isEqualTo("invalid-code");
    }

    @Test
    void itLearnsWhetherACodeIsInAValueSet() {
        ValueSet below3 = valueSet("mrc-below-3");
        assertThat(validator
                        .validateCode(BY_SERVER, new Coding(GRADES, "2", null), below3)
                        .isOk())
                .isTrue();
        ValidationResult wrong = validator.validateCode(BY_SERVER, new Coding(GRADES, "3", null), below3);
        assertThat(wrong.isOk()).isFalse();
        assertThat(wrong.getIssues())
                .anyMatch(issue ->
                        issue.getDetails().getCodingFirstRep().getCode().equals("not-in-vs"));
        CodeableConcept concept = new CodeableConcept()
                .addCoding(new Coding("http://example.org/local", "x", null))
                .addCoding(new Coding(GRADES, "2", null));
        assertThat(validator.validateCode(BY_SERVER, concept, below3).isOk()).isTrue();
    }

    /** SNOMED CT is not held here, but the value set lists the codes. */
    @Test
    void itLearnsWhetherACodeOfAForeignSystemIsInAValueSet() {
        ValueSet site = valueSet("lateralised-site");
        ValidationResult right =
                validator.validateCode(BY_SERVER, new Coding(SNOMED_CT, "80768000", "Left upper limb"), site);
        assertThat(right.isOk()).as(right.getMessage()).isTrue();
        ValidationResult wrong =
                validator.validateCode(BY_SERVER, new Coding(SNOMED_CT, "80768000", "Right upper limb"), site);
        assertThat(wrong.isOk()).isFalse();
        assertThat(wrong.getMessage()).contains("Wrong Display Name 'Right upper limb'");
    }

    @Test
    void itLearnsThatACodeSystemIsNotHeld() {
        ValidationResult unknown = validator.validateCode(BY_SERVER, SNOMED_CT, null, "80768000", null);
        assertThat(unknown.isOk()).isFalse();
        assertThat(unknown.getUnknownSystems()).isEqualTo(Set.of(SNOMED_CT));
    }

    @Test
    void itExpandsAValueSetOfThisServerAndOneOfItsOwn() {
        Parameters parameters = new Parameters();
        parameters.addParameter("count", 100);
        assertThat(client.expandValueset(valueSet("mrc-below-3"), parameters)
                        .getExpansion()
                        .getTotal())
                .isEqualTo(3);
        ValueSet own = new ValueSet();
        own.setUrl("http://example.org/own");
        own.getCompose().addInclude().addValueSet(BASE + "/ValueSet/mrc-below-3");
        Parameters withProperty = new Parameters();
        withProperty.addParameter("property", "ordinal");
        assertThat(client.expandValueset(own, withProperty).getExpansion().getContains())
                .hasSize(3)
                .allMatch(member -> member.getPropertyFirstRep().getCode().equals("ordinal"));
    }

    @Test
    void itAsksForSeveralCodesAtOnce() {
        Coding right = new Coding(GRADES, "0", null);
        Coding wrong = new Coding(GRADES, "9", null);
        CodingValidationRequest first = new CodingValidationRequest(right);
        CodingValidationRequest second = new CodingValidationRequest(wrong);
        validator.validateCodeBatch(BY_SERVER, List.of(first, second), null, false);
        assertThat(first.getResult().isOk()).as(first.getResult().getMessage()).isTrue();
        assertThat(second.getResult().isOk()).isFalse();
    }

    @Test
    void itLooksUpAndSubsumes() {
        Parameters lookup = new Parameters();
        lookup.addParameter("coding", new Coding(GRADES, "4", null));
        assertThat(client.lookupCode(lookup).getParameterValue("display").primitiveValue())
                .isNotBlank();
        Parameters subsumes = new Parameters();
        subsumes.addParameter("codingA", new Coding(GRADES, "4", null));
        subsumes.addParameter("codingB", new Coding(GRADES, "5", null));
        assertThat(client.subsumes(subsumes).getParameterValue("outcome").primitiveValue())
                .isEqualTo("not-subsumed");
    }

    private static ValueSet valueSet(String id) {
        ValueSet valueSet = (ValueSet) client.read("ValueSet", id);
        assertThat(valueSet.getUrlElement()).isInstanceOf(UriType.class);
        return valueSet;
    }
}
