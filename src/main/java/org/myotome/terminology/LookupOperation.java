package org.myotome.terminology;

import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionDesignationComponent;
import org.hl7.fhir.r4.model.CodeSystem.PropertyComponent;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.hl7.fhir.r4.model.UriType;
import org.jspecify.annotations.Nullable;
import org.myotome.FhirOperation;
import org.myotome.RequestProblem;

/**
 * {@code CodeSystem/$lookup}: what does this code mean? See docs/operations/lookup.md and
 * https://hl7.org/fhir/R4/codesystem-operation-lookup.html.
 */
final class LookupOperation implements FhirOperation {

    private static final Set<String> PARAMETERS =
            ParameterNames.withEcosystem("code", "system", "version", "coding", "property");

    /**
     * What R4 lets a client ask for in any code system. Name, version and display are always answered.
     */
    private static final Set<String> STANDARD_PROPERTIES = Set.of(
            "url", "name", "version", "display", "definition", "designation", "parent", "child", "inactive", "*");

    private static final String ALL = "*";

    private final Terminology terminology;

    LookupOperation(Terminology terminology) {
        this.terminology = terminology;
    }

    @Operation(
            name = "$lookup",
            typeName = "CodeSystem",
            idempotent = true,
            canonicalUrl = "http://hl7.org/fhir/OperationDefinition/CodeSystem-lookup")
    public Parameters lookup(RequestDetails request) {
        return TerminologyProblem.told(() ->
                lookup(TerminologyParameters.of(request, PARAMETERS), request.getHeader(TerminologyLanguages.HEADER)));
    }

    private Parameters lookup(TerminologyParameters in, @Nullable String acceptLanguage) {
        var bare = new Coding()
                .setSystem(in.text("system").orElse(null))
                .setVersion(in.text("version").orElse(null));
        var coding = TerminologyInput.coding(in, "code", "coding", bare);
        var system = terminology.with(in).systems().required(coding.getSystem(), coding.getVersion());
        var concept = system.required(coding.getCode());
        var wanted = new LinkedHashSet<>(in.texts("property"));
        requireProperties(system, wanted);
        return describe(system, concept, wanted, TerminologyLanguages.of(in, acceptLanguage));
    }

    private static Parameters describe(
            TerminologySystem system,
            ConceptDefinitionComponent concept,
            Collection<String> wanted,
            TerminologyLanguages languages) {
        var member = ExpansionMember.of(system, concept);
        var out = new Parameters();
        out.addParameter("name", system.source().getName());
        if (system.source().hasVersion()) {
            out.addParameter("version", system.version());
        }
        languages
                .display(member)
                .or(() -> Optional.ofNullable(member.display()))
                .ifPresent(display -> out.addParameter("display", display));
        if (member.abstractConcept()) {
            out.addParameter("abstract", true);
        }
        if (asked(wanted, "designation")) {
            concept.getDesignation().forEach(term -> addDesignation(out, term));
        }
        var later = wanted.contains(ALL);
        if (later) {
            addLater(out, system, concept);
        }
        if (!later && asked(wanted, "definition") && concept.hasDefinition()) {
            addProperty(out, "definition", new StringType(concept.getDefinition()));
        }
        if (asked(wanted, "parent")) {
            system.parents(concept.getCode()).forEach(parent -> addRelative(out, "parent", parent));
        }
        if (asked(wanted, "child")) {
            system.children(concept.getCode()).forEach(child -> addRelative(out, "child", child));
        }
        if ((later || wanted.contains("inactive")) && !has(concept, "inactive")) {
            addProperty(out, "inactive", new BooleanType(member.inactive()));
        }
        concept.getProperty().stream()
                .filter(property -> !property.getCode().equals("parent"))
                .filter(property -> asked(wanted, property.getCode()))
                .forEach(property -> addProperty(out, property.getCode(), property.getValue()));
        return out;
    }

    /** Who asks for everything in the way of R5 ({@code *}, which R4 has not) is told the definition as R5 tells it. */
    private static void addLater(Parameters out, TerminologySystem system, ConceptDefinitionComponent concept) {
        out.addParameter().setName("code").setValue(new CodeType(concept.getCode()));
        out.addParameter().setName("system").setValue(new UriType(system.url()));
        if (concept.hasDefinition()) {
            out.addParameter("definition", concept.getDefinition());
        }
    }

    private static boolean has(ConceptDefinitionComponent concept, String property) {
        return concept.getProperty().stream().anyMatch(known -> known.getCode().equals(property));
    }

    private static boolean asked(Collection<String> wanted, String property) {
        return wanted.isEmpty() || wanted.contains(ALL) || wanted.contains(property);
    }

    private static void addDesignation(Parameters out, ConceptDefinitionDesignationComponent term) {
        var designation = out.addParameter().setName("designation");
        if (term.hasLanguage()) {
            designation.addPart().setName("language").setValue(new CodeType(term.getLanguage()));
        }
        if (term.hasUse()) {
            designation.addPart().setName("use").setValue(term.getUse());
        }
        designation.addPart().setName("value").setValue(new StringType(term.getValue()));
    }

    private static void addRelative(Parameters out, String code, ConceptDefinitionComponent relative) {
        addProperty(out, code, new CodeType(relative.getCode()), relative.getDisplay());
    }

    private static void addProperty(Parameters out, String code, Type value) {
        addProperty(out, code, value, value instanceof Coding coding ? coding.getDisplay() : null);
    }

    private static void addProperty(Parameters out, String code, Type value, @Nullable String description) {
        var property = out.addParameter().setName("property");
        property.addPart().setName("code").setValue(new CodeType(code));
        property.addPart().setName("value").setValue(value);
        if (description != null) {
            property.addPart().setName("description").setValue(new StringType(description));
        }
    }

    private static void requireProperties(TerminologySystem system, Collection<String> wanted) {
        var known = new TreeSet<>(STANDARD_PROPERTIES);
        system.source().getProperty().stream().map(PropertyComponent::getCode).forEach(known::add);
        for (var property : wanted) {
            if (!known.contains(property)) {
                throw RequestProblem.notSupported("Property \"" + property + "\" is not one of " + system.url()
                        + ". Its properties are: " + String.join(", ", known) + ".");
            }
        }
    }
}
