package org.myotome.guide;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Enumerations.FHIRVersion;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.hl7.fhir.r4.model.ImplementationGuide;
import org.hl7.fhir.r4.model.ImplementationGuide.ImplementationGuideDefinitionResourceComponent;
import org.hl7.fhir.r4.model.ImplementationGuide.SPDXLicense;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.Reference;

/** The ImplementationGuide of the package: its head, and a line for everything that is in it. */
final class PackageGuide {

    /** The SPDX identifier for what is Myotome's own. */
    static final String LICENSE = "Apache-2.0";

    private PackageGuide() {}

    static ImplementationGuide of(String version, List<MetadataResource> artefacts, List<PackageExample> examples) {
        var guide = new ImplementationGuide();
        guide.setId(FhirPackage.NAME);
        guide.setUrl(Guide.BASE + "/ImplementationGuide/" + FhirPackage.NAME)
                .setVersion(version)
                .setName("Myotome")
                .setTitle("Myotome: muscle strength and weakness")
                .setStatus(PublicationStatus.ACTIVE)
                .setExperimental(false)
                .setDateElement(latest(artefacts))
                .setPublisher("Myotome")
                .setDescription(
                        "Profiles, terminology, search parameters and operations for how strong each muscle is and "
                                + "why it is weak: grades by movement and side on the MRC and other scales, forces, scores, and "
                                + "weakness with its causes, course and treatment.")
                .setCopyright(
                        "Codes and texts of others keep their owners' terms: each artefact repeats those that concern it, "
                                + "and package/other/NOTICE has them all.");
        guide.setPackageId(FhirPackage.NAME)
                .setLicense(SPDXLicense.fromCode(LICENSE))
                .addFhirVersion(FHIRVersion.fromCode(FhirPackage.FHIR));
        artefacts.forEach(artefact -> guide.getDefinition().addResource(line(artefact)));
        examples.forEach(example -> guide.getDefinition().addResource(line(example)));
        return guide;
    }

    /** The guide is as old as its youngest artefact; the day of the build would make other bytes each day. */
    private static DateTimeType latest(List<MetadataResource> artefacts) {
        return artefacts.stream()
                .map(MetadataResource::getDateElement)
                .max(Comparator.comparing(DateTimeType::getValueAsString))
                .orElseThrow()
                .copy();
    }

    private static ImplementationGuideDefinitionResourceComponent line(MetadataResource artefact) {
        var reference = artefact.fhirType() + "/" + artefact.getIdElement().getIdPart();
        return new ImplementationGuideDefinitionResourceComponent(new Reference(reference))
                // R4 gives a SearchParameter no title.
                .setName(artefact.hasTitle() ? artefact.getTitle() : artefact.getName())
                .setDescription(artefact.getDescription())
                .setExample(new BooleanType(false));
    }

    private static ImplementationGuideDefinitionResourceComponent line(PackageExample example) {
        var words = example.id().replace('-', ' ');
        return new ImplementationGuideDefinitionResourceComponent(new Reference(example.type() + "/" + example.id()))
                .setName(words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1))
                .setExample(
                        example.profile().isPresent()
                                ? new CanonicalType(example.profile().get())
                                : new BooleanType(true));
    }
}
