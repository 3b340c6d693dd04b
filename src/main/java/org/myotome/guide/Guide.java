package org.myotome.guide;

import static java.nio.charset.StandardCharsets.UTF_8;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.IValidationSupport;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.Questionnaire;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.hl7.fhir.r4.model.ValueSet;
import org.springframework.core.io.Resource;

/**
 * Every artefact that Myotome publishes, checked and with snapshots. Immutable after {@link #load}; safe for threads.
 * The artefacts handed out are the stored instances, shared by validator, server and pages: do not modify them.
 */
public final class Guide {

    /** Every url in the guide is {@code BASE/type/id}. */
    public static final String BASE = "https://w3id.org/myotome";

    private final FhirContext fhir;
    private final List<MetadataResource> artefacts;
    private final Map<String, MetadataResource> byCanonical = new HashMap<>();
    private final Map<MetadataResource, String> checksums = new ConcurrentHashMap<>();
    private final IValidationSupport validationSupport;

    private Guide(FhirContext fhir, List<MetadataResource> artefacts) {
        this.fhir = fhir;
        this.artefacts = artefacts;
        artefacts.forEach(artefact -> {
            byCanonical.put(artefact.getUrl(), artefact);
            byCanonical.put(artefact.getUrl() + "|" + artefact.getVersion(), artefact);
        });
        this.validationSupport = support(fhir, artefacts);
    }

    /**
     * Reads {@code fhir/profiles/*.json} and {@code fhir/terminology/*.json} from the class path. If they are the files that
     * the build has checked, they are not checked again, and get the snapshots that the build made.
     *
     * @throws GuideException on the first file that cannot be used
     */
    public static Guide load(FhirContext fhir) {
        return load(fhir, GuideReader.classPath(), CheckedGuide.onClassPath(fhir));
    }

    static Guide load(FhirContext fhir, List<Resource> resources) {
        return load(fhir, resources, Optional.empty());
    }

    private static Guide load(FhirContext fhir, List<Resource> resources, Optional<CheckedGuide> checked) {
        var reader = new GuideReader(fhir);
        var files = reader.read(resources);
        var digest = reader.digest();
        checked.filter(guide -> guide.digest().equals(digest))
                .ifPresentOrElse(guide -> guide.giveSnapshots(files), () -> check(fhir, files));
        return new Guide(fhir, files.stream().map(GuideFile::artefact).toList());
    }

    /** Refuses a guide with a fault, and gives every profile its snapshot. */
    static void check(FhirContext fhir, List<GuideFile> files) {
        new Links(fhir, files).check();
        new Expressions(fhir).check(files);
        new Snapshots(
                        fhir,
                        files.stream()
                                .filter(file -> file.artefact() instanceof StructureDefinition)
                                .toList())
                .generate();
    }

    /** All artefacts of a type, ordered by id. */
    public <T extends MetadataResource> List<T> all(Class<T> type) {
        return instances(artefacts, type)
                .sorted(Comparator.comparing(artefact -> artefact.getIdElement().getIdPart()))
                .toList();
    }

    /**
     * @param canonical the url, with or without {@code |version}; a version must be the one that is loaded
     */
    public <T extends MetadataResource> Optional<T> find(Class<T> type, String canonical) {
        return Optional.ofNullable(byCanonical.get(canonical))
                .filter(type::isInstance)
                .map(type::cast);
    }

    /** Of the content of an artefact, in hexadecimal digits: it stays the same over restarts. */
    public String checksum(MetadataResource artefact) {
        return checksums.computeIfAbsent(artefact, content -> {
            var checksum = new CRC32();
            checksum.update(fhir.newJsonParser().encodeResourceToString(content).getBytes(UTF_8));
            return Long.toHexString(checksum.getValue());
        });
    }

    /** Those of all artefacts, before anybody asks. */
    void reckonChecksums() {
        artefacts.forEach(this::checksum);
    }

    private static <T> Stream<T> instances(List<MetadataResource> artefacts, Class<T> type) {
        return artefacts.stream().filter(type::isInstance).map(type::cast);
    }

    /**
     * What a validator needs to know: this guide and base FHIR R4. Codes of a ValueSet that lists them are checked even
     * when their code system (SNOMED CT, MDC) is not held; other codes of such systems pass unchecked.
     */
    public IValidationSupport validationSupport() {
        return validationSupport;
    }

    private static IValidationSupport support(FhirContext fhir, List<MetadataResource> artefacts) {
        var own = new PrePopulatedValidationSupport(fhir);
        var filters = new PropertyFilters(instances(artefacts, CodeSystem.class).toList());
        for (var artefact : artefacts) {
            own.addResource(artefact instanceof ValueSet valueSet ? filters.writtenOut(valueSet) : artefact);
        }
        own.lock();
        var common = new CommonCodeSystemsTerminologyService(fhir);
        var chain = new ValidationSupportChain(
                own,
                new OtherArtefacts(
                        fhir,
                        instances(artefacts, Questionnaire.class)
                                .map(MetadataResource.class::cast)
                                .toList()),
                new FhirDefinitions(fhir),
                new CodesInMemory(fhir),
                common,
                new UnheldCodeSystems(fhir, common, instances(artefacts, ValueSet.class)));
        // FHIR asks for one coding out of a bound ValueSet; HAPI would refuse a local code beside it.
        return chain.setCodeableConceptValidationSuccessfulIfNotAllCodingsAreValid(true);
    }
}
