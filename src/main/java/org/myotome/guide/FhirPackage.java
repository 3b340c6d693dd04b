package org.myotome.guide;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ValueSet;
import org.hl7.fhir.utilities.json.parser.JsonParser;
import org.hl7.fhir.utilities.npm.NpmPackage;
import org.hl7.fhir.utilities.npm.NpmPackageIndexBuilder;
import org.hl7.fhir.utilities.npm.PackageGenerator;
import org.hl7.fhir.utilities.npm.PackageGenerator.PackageType;

/**
 * The guide as a FHIR NPM package, which validators and servers of others install: the artefacts with their snapshots
 * and their value sets written out where they filter, an ImplementationGuide that lists them, the valid examples, and the notices of those whose content it carries. It is made by
 * the build, and the same files make the same bytes.
 */
public final class FhirPackage {

    /** Its name; the version is that of the artefacts. */
    public static final String NAME = "org.myotome.fhir";

    /** Where the build lays it down among the classes. */
    static final String FILE = "fhir/package.tgz";

    static final String FHIR = "4.0.1";

    private static final String MAIN_FOLDER = "package";

    private FhirPackage() {}

    /**
     * The bytes that the build has made.
     *
     * @throws GuideException if it has made none
     */
    public static byte[] read() {
        try (var in = FhirPackage.class.getClassLoader().getResourceAsStream(FILE)) {
            if (in == null) {
                throw new GuideException(
                        FILE, "the build has not made the package of the guide: run mvn process-classes");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @param artefacts with their snapshots
     * @param notices texts for people, by the name of their file
     */
    static byte[] of(
            FhirContext fhir,
            String version,
            List<MetadataResource> artefacts,
            List<PackageExample> examples,
            SortedMap<String, byte[]> notices) {
        var guide = PackageGuide.of(version, artefacts, examples);
        var content = NpmPackage.empty(manifest(guide.getVersion(), guide.getTitle(), guide.getDescription()));
        add(content, fhir, guide);
        var filters = new PropertyFilters(artefacts.stream()
                .filter(CodeSystem.class::isInstance)
                .map(CodeSystem.class::cast)
                .toList());
        // HAPI and others know no filters on properties, and would refuse every code of such a value set.
        artefacts.forEach(artefact ->
                add(content, fhir, artefact instanceof ValueSet valueSet ? filters.writtenOut(valueSet) : artefact));
        examples.forEach(example -> content.addFile("example", example.file(), example.json(), example.type()));
        notices.forEach((name, text) -> content.addFile("other", name, text, "text"));
        return Tarball.of(files(content));
    }

    private static PackageGenerator manifest(String version, String title, String description) {
        var manifest = new PackageGenerator()
                .name(NAME)
                .version(version)
                .toolsVersion(3)
                .kind(PackageType.IG)
                .license(PackageGuide.LICENSE)
                .description(description)
                .author("Myotome", null, null)
                .fhirVersions(List.of(FHIR))
                .dependency("hl7.fhir.r4.core", FHIR);
        manifest.getRootJsonObject().add("title", title);
        manifest.getRootJsonObject().add("canonical", Guide.BASE);
        manifest.getRootJsonObject().add("url", Guide.BASE);
        return manifest;
    }

    private static void add(NpmPackage content, FhirContext fhir, Resource resource) {
        var file = resource.fhirType() + "-" + resource.getIdElement().getIdPart() + ".json";
        var json = fhir.newJsonParser().setPrettyPrint(true).encodeResourceToString(resource);
        content.addFile(MAIN_FOLDER, file, utf8(json), resource.fhirType());
    }

    /** HL7's own writer stamps each file with the time and asks a hash table for the order. */
    private static SortedMap<String, byte[]> files(NpmPackage content) {
        var files = new TreeMap<String, byte[]>();
        content.getFolders().forEach((name, folder) -> {
            var path = name.equals(MAIN_FOLDER) ? MAIN_FOLDER + "/" : MAIN_FOLDER + "/" + name + "/";
            var index = new NpmPackageIndexBuilder();
            index.start(null);
            new TreeMap<>(folder.getContent()).forEach((file, bytes) -> {
                index.seeFile(file, bytes);
                files.put(path + file, bytes);
            });
            files.put(path + ".index.json", utf8(index.build()));
        });
        files.put(MAIN_FOLDER + "/package.json", utf8(JsonParser.compose(content.getNpm(), true)));
        return files;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
