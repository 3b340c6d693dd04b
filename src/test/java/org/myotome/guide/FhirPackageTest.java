package org.myotome.guide;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.ImplementationGuide;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.hl7.fhir.r4.model.ValueSet;
import org.hl7.fhir.r4.model.ValueSet.ConceptSetComponent;
import org.hl7.fhir.utilities.json.model.JsonObject;
import org.hl7.fhir.utilities.json.parser.JsonParser;
import org.hl7.fhir.utilities.npm.NpmPackage;
import org.junit.jupiter.api.Test;

/** The package that the build has made: complete, readable by HL7's own reader, and the same from the same files. */
class FhirPackageTest {

    private static final FhirContext FHIR = FhirContext.forR4Cached();
    private static final byte[] BUILT = FhirPackage.read();
    private static final NpmPackage READ = read();

    @Test
    void theSameFilesMakeTheSameBytes() throws IOException {
        assertThat(made(FhirContext.forR4())).isEqualTo(made(FHIR)).isEqualTo(BUILT);
    }

    @Test
    void theBuildLaysTheSameBytesDownForPeople() throws IOException {
        assertThat(Path.of("target", "org.myotome.fhir-" + READ.version() + ".tgz"))
                .hasBinaryContent(BUILT);
    }

    @Test
    void itsFilesTellNeitherWhenNorByWhomTheyWereMade() throws IOException {
        List<TarArchiveEntry> entries = entries();
        assertThat(entries)
                .allMatch(entry -> entry.getLastModifiedDate().getTime() == 0)
                .allMatch(entry -> entry.getLongUserId() == 0
                        && entry.getUserName().isEmpty()
                        && entry.getGroupName().isEmpty());
        assertThat(entries).extracting(TarArchiveEntry::getName).isSorted();
    }

    @Test
    void itSaysWhatItIsAndWhatItNeeds() {
        assertThat(READ.name()).isEqualTo("org.myotome.fhir");
        assertThat(READ.canonical()).isEqualTo(Guide.BASE);
        assertThat(READ.fhirVersion()).isEqualTo("4.0.1");
        assertThat(READ.dependencies()).containsExactly("hl7.fhir.r4.core#4.0.1");
        assertThat(READ.license()).isEqualTo("Apache-2.0");
    }

    /** As HL7's specification of packages asks: each folder lists what is in it. */
    @Test
    void everyIndexListsEveryResource() throws IOException {
        for (String folder : List.of("package", "example")) {
            JsonObject index = JsonParser.parseObject(READ.load(folder, ".index.json"));
            Map<String, JsonObject> listed = index.getJsonObjects("files").stream()
                    .collect(Collectors.toMap(file -> file.asString("filename"), file -> file));
            assertThat(listed.keySet()).containsExactlyInAnyOrderElementsOf(READ.list(folder));
            for (Map.Entry<String, JsonObject> file : listed.entrySet()) {
                JsonObject resource = JsonParser.parseObject(READ.load(folder, file.getKey()));
                for (String field : List.of("resourceType", "id", "url", "version", "kind", "derivation", "content")) {
                    assertThat(file.getValue().asString(field)).isEqualTo(resource.asString(field));
                }
            }
        }
    }

    @Test
    void everyArtefactIsInItAndEveryProfileHasItsSnapshot() throws IOException {
        Guide guide = Guide.load(FHIR);
        PropertyFilters filters = new PropertyFilters(guide.all(CodeSystem.class));
        for (MetadataResource artefact : guide.all(MetadataResource.class)) {
            Resource packaged = packaged(
                    "package",
                    artefact.fhirType() + "-" + artefact.getIdElement().getIdPart());
            Resource expected = artefact instanceof ValueSet valueSet ? filters.writtenOut(valueSet) : artefact;
            assertThat(packaged.equalsDeep(expected)).as(artefact.getUrl()).isTrue();
        }
        assertThat(guide.all(StructureDefinition.class)).allMatch(StructureDefinition::hasSnapshot);
    }

    /** HAPI's own terminology lets no code pass such a filter. */
    @Test
    void noValueSetFilters() throws IOException {
        for (String file : READ.listResources("ValueSet")) {
            ValueSet valueSet = (ValueSet) packaged("package", file.replace(".json", ""));
            assertThat(valueSet.getCompose().getInclude()).as(file).noneMatch(ConceptSetComponent::hasFilter);
        }
    }

    @Test
    void theImplementationGuideListsEverythingOnce() throws IOException {
        ImplementationGuide guide = (ImplementationGuide) packaged("package", "ImplementationGuide-org.myotome.fhir");
        assertThat(guide.getVersion()).isEqualTo(READ.version());
        List<String> files = Stream.concat(READ.list("package").stream(), READ.list("example").stream())
                .map(file -> file.replace(".json", "").replaceFirst("-", "/"))
                .filter(file -> !file.startsWith("ImplementationGuide/"))
                .toList();
        assertThat(guide.getDefinition().getResource())
                .extracting(line -> line.getReference().getReference())
                .containsExactlyInAnyOrderElementsOf(files);
        assertThat(guide.getDefinition().getResource())
                .allMatch(line -> !line.getName().isBlank());
    }

    @Test
    void theExamplesAreTheFilesThatPeopleReview() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("profiles", "examples", "valid"))) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                String type = JsonParser.parseObject(Files.readString(file)).asString("resourceType");
                assertThat(READ.load("example", type + "-" + name)).hasBinaryContent(Files.readAllBytes(file));
            }
        }
        assertThat(READ.list("example")).anyMatch(file -> file.startsWith("Bundle-"));
    }

    @Test
    void theNoticesAreInIt() throws IOException {
        for (String notice : List.of("LICENSE", "NOTICE")) {
            assertThat(READ.load("other", notice)).hasBinaryContent(Files.readAllBytes(Path.of(notice)));
        }
    }

    private static byte[] made(FhirContext fhir) throws IOException {
        List<MetadataResource> artefacts = new GuideReader(fhir)
                .read(GuideReader.classPath()).stream().map(GuideFile::artefact).toList();
        Guide guide = Guide.load(fhir);
        List<MetadataResource> whole = new ArrayList<>();
        artefacts.forEach(artefact ->
                whole.add(guide.find(MetadataResource.class, artefact.getUrl()).orElseThrow()));
        return FhirPackage.of(
                fhir, whole.get(0).getVersion(), whole, PackageExample.onClassPath(), GuideBuild.notices(Path.of(".")));
    }

    private static Resource packaged(String folder, String name) throws IOException {
        return (Resource) FHIR.newJsonParser().parseResource(READ.load(folder, name + ".json"));
    }

    private static List<TarArchiveEntry> entries() throws IOException {
        List<TarArchiveEntry> entries = new ArrayList<>();
        try (TarArchiveInputStream tar = new TarArchiveInputStream(
                new GZIPInputStream(new ByteArrayInputStream(BUILT)), StandardCharsets.UTF_8.name())) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                entries.add(entry);
            }
        }
        return entries;
    }

    private static NpmPackage read() {
        try {
            return NpmPackage.fromPackage(new ByteArrayInputStream(BUILT));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
