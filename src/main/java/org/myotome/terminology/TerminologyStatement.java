package org.myotome.terminology;

import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.hl7.fhir.r4.model.TerminologyCapabilities;
import org.hl7.fhir.r4.model.TerminologyCapabilities.CapabilityStatementKind;
import org.hl7.fhir.r4.model.TerminologyCapabilities.CodeSearchSupport;
import org.hl7.fhir.r4.model.TerminologyCapabilities.TerminologyCapabilitiesCodeSystemVersionComponent;
import org.myotome.guide.Guide;

/** What the server can do as a terminology server: R4 TerminologyCapabilities, of {@code GET metadata?mode=terminology}. */
final class TerminologyStatement {

    /** What {@code $expand} takes; what it takes without effect is not shown. */
    private static final List<String> EXPANSION_PARAMETERS = List.of(
            "activeOnly",
            "check-system-version",
            "count",
            "designation",
            "displayLanguage",
            "excludeNested",
            "filter",
            "force-system-version",
            "includeDefinition",
            "includeDesignations",
            "offset",
            "property",
            "system-version",
            "tx-resource",
            "useSupplement");

    private final Terminology terminology;
    private final String version;

    TerminologyStatement(Terminology terminology, String version) {
        this.terminology = terminology;
        this.version = version;
    }

    /** @param base the address of the FHIR endpoint */
    TerminologyCapabilities at(String base) {
        var statement = new TerminologyCapabilities();
        statement
                .setUrl(Guide.BASE + "/TerminologyCapabilities/myotome")
                .setVersion(version)
                .setName("Myotome")
                .setTitle("Myotome as a terminology server")
                .setStatus(PublicationStatus.ACTIVE)
                .setDate(new Date())
                .setPublisher("Myotome");
        statement.setKind(CapabilityStatementKind.INSTANCE);
        statement.getSoftware().setName("Myotome").setVersion(version);
        statement
                .getImplementation()
                .setDescription("Myotome: muscle strength and weakness")
                .setUrl(base);
        systems().forEach((url, versions) -> {
            var shown = statement.addCodeSystem().setUri(url).setSubsumption(true);
            for (var system : versions) {
                shown.addVersion(shown(system, system == versions.get(0)));
            }
        });
        var expansion =
                statement.getExpansion().setHierarchical(true).setPaging(true).setIncomplete(false);
        expansion.setTextFilter(
                "Words; a code stays if each of them occurs in its display or in one of its designations.");
        EXPANSION_PARAMETERS.forEach(name -> expansion.addParameter().setName(name));
        statement.setCodeSearch(CodeSearchSupport.ALL);
        statement.getValidateCode().setTranslations(false);
        statement.getTranslation().setNeedsMap(false);
        statement.getClosure().setTranslation(false);
        return statement;
    }

    /** The newest version of each first. */
    private Map<String, List<CodeSystem>> systems() {
        return Stream.concat(
                        terminology.systems().inMemory().all().stream(),
                        terminology.systems().added().stream().flatMap(added -> added.systems().stream()))
                .collect(Collectors.groupingBy(CodeSystem::getUrl, TreeMap::new, Collectors.toList()));
    }

    private static TerminologyCapabilitiesCodeSystemVersionComponent shown(CodeSystem system, boolean newest) {
        var version = new TerminologyCapabilitiesCodeSystemVersionComponent()
                .setCode(system.getVersion())
                .setIsDefault(newest)
                .setCompositional(false);
        Optional.ofNullable(ConceptFacts.language(system)).ifPresent(version::addLanguage);
        system.getProperty().forEach(property -> version.addProperty(property.getCode()));
        return version;
    }
}
