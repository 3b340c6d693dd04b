package org.myotome.guide;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.hapi.converters.canonical.VersionCanonicalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain.CacheConfiguration;
import org.hl7.fhir.common.hapi.validation.validator.ProfileKnowledgeWorkerR5;
import org.hl7.fhir.common.hapi.validation.validator.WorkerContextValidationSupportAdapter;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.hl7.fhir.r5.conformance.profile.ProfileUtilities;
import org.hl7.fhir.utilities.validation.ValidationMessage;

/**
 * Gives every profile its snapshot, parents before children. It calls HL7's generator itself, because HAPI's wrapper
 * drops what the generator complains about: an element that is misspelt or out of order would have no effect at all.
 */
final class Snapshots {

    private static final String TOOLS = "http://hl7.org/fhir/tools/";

    private final VersionCanonicalizer canonicalizer;
    private final PrePopulatedValidationSupport done;
    private final WorkerContextValidationSupportAdapter known;
    private final ProfileKnowledgeWorkerR5 knowledge;
    private final Map<String, GuideFile> profiles;

    Snapshots(FhirContext fhir, Collection<GuideFile> profiles) {
        this.profiles = profiles.stream()
                .collect(Collectors.toMap(GuideFile::url, Function.identity(), (a, b) -> a, TreeMap::new));
        canonicalizer = new VersionCanonicalizer(fhir);
        knowledge = new ProfileKnowledgeWorkerR5(fhir);
        done = new PrePopulatedValidationSupport(fhir);
        // A cache would remember that a profile was unknown before its snapshot was there.
        known = new WorkerContextValidationSupportAdapter(new ValidationSupportChain(
                CacheConfiguration.disabled(), done, new DefaultProfileValidationSupport(fhir)));
    }

    /** Extensions come first: the generator looks into those that a profile uses. */
    void generate() {
        profiles.values().stream()
                .sorted(Comparator.comparing(file -> !isExtension(file)))
                .forEach(file -> generate(file, new LinkedHashSet<>()));
    }

    private static boolean isExtension(GuideFile file) {
        return "Extension".equals(((StructureDefinition) file.artefact()).getType());
    }

    private void generate(GuideFile file, Set<String> children) {
        if (done.fetchStructureDefinition(file.url()) != null) {
            return;
        }
        if (!children.add(file.url())) {
            throw file.refuse("it is its own ancestor: " + String.join(" < ", children));
        }
        var profile = (StructureDefinition) file.artefact();
        if (!profile.hasBaseDefinition()) {
            throw file.refuse("baseDefinition is missing");
        }
        var parent = profiles.get(profile.getBaseDefinition());
        if (parent != null) {
            generate(parent, children);
        }
        profile.setSnapshot(snapshot(file, profile).getSnapshot());
        done.addStructureDefinition(profile);
    }

    private StructureDefinition snapshot(GuideFile file, StructureDefinition profile) {
        var base = known.fetchResource(org.hl7.fhir.r5.model.StructureDefinition.class, profile.getBaseDefinition());
        if (base == null) {
            throw file.refuse("baseDefinition " + profile.getBaseDefinition() + " is not known");
        }
        var complaints = new ArrayList<ValidationMessage>();
        // The generator writes into what it is given.
        var whole = canonicalizer.structureDefinitionToCanonical(profile.copy());
        try {
            new ProfileUtilities(known, complaints, knowledge)
                    .generateSnapshot(base, whole, profile.getUrl(), "", profile.getName());
        } catch (RuntimeException e) {
            throw file.refuse("no snapshot can be made of it: " + e.getMessage(), e);
        }
        refuseErrors(file, complaints);
        // The generator notes the version of the base in an extension of HL7's tools, which nobody else can resolve.
        whole.getSnapshot().getExtension().removeIf(note -> note.getUrl().startsWith(TOOLS));
        return (StructureDefinition) canonicalizer.structureDefinitionFromCanonical(whole);
    }

    private static void refuseErrors(GuideFile file, List<ValidationMessage> complaints) {
        complaints.stream()
                .filter(complaint -> complaint.getLevel().isError())
                .findFirst()
                .ifPresent(complaint -> {
                    throw file.refuse("no snapshot can be made of it: " + complaint.getMessage());
                });
    }
}
