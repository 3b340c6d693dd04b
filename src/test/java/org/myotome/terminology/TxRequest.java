package org.myotome.terminology;

import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.hl7.fhir.r4.model.UriType;
import org.hl7.fhir.r4.model.ValueSet;
import org.hl7.fhir.r4.model.ValueSet.ValueSetExpansionContainsComponent;

/** A request to a terminology operation that brings its resources along. */
final class TxRequest {

    private static final OperationTestServer SERVER = OperationTestServer.shared();

    private final Parameters in = new Parameters();

    private TxRequest() {}

    /** @param resources as JSON */
    static TxRequest bringing(String... resources) {
        var request = new TxRequest();
        for (var resource : resources) {
            request.in.addParameter().setName("tx-resource").setResource((Resource)
                    OperationTestServer.FHIR.newJsonParser().parseResource(resource));
        }
        return request;
    }

    TxRequest with(String name, Type value) {
        in.addParameter().setName(name).setValue(value);
        return this;
    }

    TxRequest with(String name, String value) {
        return with(name, new StringType(value));
    }

    TxRequest url(String url) {
        return with("url", new UriType(url));
    }

    TxRequest coding(String system, String code, String display) {
        return with("coding", new Coding(system, code, display));
    }

    TxRequest flag(String name, boolean value) {
        return with(name, new BooleanType(value));
    }

    ValueSet expand() {
        return SERVER.post("ValueSet/$expand", in).ok(ValueSet.class);
    }

    Parameters validate() {
        return SERVER.post("ValueSet/$validate-code", in).ok(Parameters.class);
    }

    Parameters ask(String operation) {
        return SERVER.post(operation, in).ok(Parameters.class);
    }

    String refused(String operation, int status, IssueType type) {
        return SERVER.post(operation, in).refused(status, type);
    }

    /** The codes of an expansion, those below others in brackets: {@code a[b[c] d] e}. */
    static String tree(ValueSet expanded) {
        return tree(expanded.getExpansion().getContains());
    }

    private static String tree(List<ValueSetExpansionContainsComponent> members) {
        return String.join(
                " ",
                members.stream()
                        .map(member -> member.getCode()
                                + (member.hasVersion() ? "|" + member.getVersion() : "")
                                + (member.hasContains() ? "[" + tree(member.getContains()) + "]" : ""))
                        .toList());
    }

    /** The values of one parameter of an expansion. */
    static List<String> told(ValueSet expanded, String name) {
        return expanded.getExpansion().getParameter().stream()
                .filter(parameter -> parameter.getName().equals(name))
                .map(parameter -> parameter.getValue().primitiveValue())
                .toList();
    }

    /** The issues of an answer: severity, kind, id of the message. */
    static List<String> issues(Parameters out) {
        return all(out).map(issue -> issue.getSeverity().toCode() + " "
                        + issue.getDetails().getCodingFirstRep().getCode() + " "
                        + issue.getExtensionString(TerminologyIssue.MESSAGE_ID))
                .sorted()
                .toList();
    }

    static List<String> words(Parameters out) {
        return all(out).map(issue -> issue.getDetails().getText()).toList();
    }

    private static Stream<OperationOutcomeIssueComponent> all(Parameters out) {
        return out.getParameter().stream()
                .filter(part -> part.getName().equals("issues"))
                .flatMap(part -> ((OperationOutcome) part.getResource()).getIssue().stream());
    }
}
