package org.myotome.check;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.IParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.hl7.fhir.r4.model.Resource;
import org.myotome.validation.AssumedResources;
import org.myotome.validation.Gate;
import org.myotome.validation.StoredResources;
import org.myotome.validation.Submission;
import org.myotome.validation.Verdict;
import org.myotome.validation.body.ReadableText;
import org.myotome.validation.body.UnreadableText;

/** Checks resources by the gate of the server. */
final class FhirCheck {

    private static final String FIX = "Send a FHIR R4 resource as JSON or XML.";

    private final FhirContext fhir;
    private final Gate gate;
    private final List<String> profiles;

    /** @param profiles canonical urls of profiles to check beside those that are claimed and implied */
    FhirCheck(FhirContext fhir, Gate gate, List<String> profiles) {
        this.fhir = fhir;
        this.gate = gate;
        this.profiles = profiles;
    }

    /**
     * @param text one resource in JSON or XML
     * @param linesBefore of the file, before the text
     */
    Checked check(String file, String part, String text, int linesBefore) {
        Set<String> assumed = new TreeSet<>();
        List<Remark> remarks = remarks(text, new AssumedResources(assumed::addAll)).stream()
                .map(remark -> new Remark(remark.issue(), remark.position().below(linesBefore)))
                .toList();
        return new Checked(file, part, remarks, assumed);
    }

    private List<Remark> remarks(String text, StoredResources stored) {
        boolean xml = text.stripLeading().startsWith("<");
        if (text.isBlank()) {
            return List.of(Remark.malformed("There is no text", FIX, Position.START));
        }
        try {
            ReadableText.check(text, false);
            IParser parser = xml ? fhir.newXmlParser() : fhir.newJsonParser();
            Resource resource = (Resource) parser.parseResource(text);
            Verdict verdict = gate.judge(new Submission(resource, text), profiles, stored);
            return verdict.findings().isEmpty()
                    ? List.of()
                    : placed(verdict.toOperationOutcome(), locations(text, xml));
        } catch (UnreadableText unreadable) {
            return List.of(Remark.malformed(
                    unreadable.what().replaceFirst("^The body", "The text"),
                    unreadable.fix(),
                    new Position(unreadable.line(), unreadable.column())));
        } catch (DataFormatException | ClassCastException noResource) {
            String words = String.valueOf(noResource.getMessage()).replaceAll("HAPI-\\d+: ", "");
            Position type = locationOf("Any.resourceType", () -> locations(text, xml));
            return List.of(Remark.malformed(words, FIX, type));
        }
    }

    private static LocatedElement locations(String text, boolean xml) {
        return xml ? XmlLocations.in(text) : JsonLocations.in(text);
    }

    /** Text that is no resource may be nothing that has elements either. */
    private static Position locationOf(String path, Supplier<LocatedElement> locations) {
        try {
            return locations.get().at(path);
        } catch (RuntimeException noElements) {
            return Position.START;
        }
    }

    private static List<Remark> placed(OperationOutcome outcome, LocatedElement locations) {
        List<Remark> remarks = new ArrayList<>();
        for (OperationOutcomeIssueComponent issue : outcome.getIssue()) {
            Remark remark = new Remark(issue, Position.START);
            remarks.add(new Remark(issue, locations.at(remark.where() + unknownElement(remark))));
        }
        return remarks;
    }

    /** Of an element that FHIR does not define, the rule has the path of what it stands in. */
    private static String unknownElement(Remark remark) {
        return remark.rule().equals("unknown-element")
                ? remark.lesson().get(0).replaceFirst("^Sent: '(.*)'$", ".$1")
                : "";
    }
}
