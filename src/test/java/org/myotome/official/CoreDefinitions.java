package org.myotome.official;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.utilities.json.parser.JsonParser;
import org.hl7.fhir.utilities.npm.NpmPackageIndexBuilder;
import org.hl7.fhir.utilities.npm.PackageGenerator;
import org.hl7.fhir.utilities.npm.PackageGenerator.PackageType;

/**
 * FHIR R4 itself as the packages that HL7's validator begins with, which it would else get from the network. The profiles, code
 * systems and value sets of {@code hl7.fhir.r4.core} are those of HL7's specification that HAPI carries, file by file; the
 * package of extensions of other versions of FHIR is empty, since no resource of Myotome has one.
 */
final class CoreDefinitions {

    private static final String CORE = "hl7.fhir.r4.core";
    private static final String OTHER_VERSIONS = "hl7.fhir.xver-extensions";

    private final FhirContext fhir;

    CoreDefinitions(FhirContext fhir) {
        this.fhir = fhir;
    }

    /** Lays the packages down in a cache as the validator keeps it, unless they are there. */
    void layDown(Path cache) throws IOException {
        Path core = cache.resolve(CORE + "#4.0.1/package");
        if (!Files.exists(core.resolve("package.json"))) {
            layDown(core, CORE, "4.0.1", PackageType.CORE, files());
            layDown(
                    cache.resolve(OTHER_VERSIONS + "#0.1.0/package"),
                    OTHER_VERSIONS,
                    "0.1.0",
                    PackageType.IG,
                    List.of());
        }
    }

    private record Definition(String file, byte[] json) {}

    private List<Definition> files() {
        List<Definition> files = new ArrayList<>();
        DefaultProfileValidationSupport definitions = new DefaultProfileValidationSupport(fhir);
        // It reads each kind when it is first asked for one.
        definitions.fetchAllStructureDefinitions();
        definitions.fetchCodeSystem("http://hl7.org/fhir/observation-status");
        for (IBaseResource resource : definitions.fetchAllConformanceResources()) {
            String file = resource.fhirType() + "-" + resource.getIdElement().getIdPart() + ".json";
            String json = fhir.newJsonParser().encodeResourceToString(resource);
            files.add(new Definition(file, json.getBytes(StandardCharsets.UTF_8)));
        }
        return files;
    }

    private static void layDown(Path folder, String name, String version, PackageType type, List<Definition> files)
            throws IOException {
        Files.createDirectories(folder);
        NpmPackageIndexBuilder index = new NpmPackageIndexBuilder();
        index.start(null);
        for (Definition file : files) {
            Files.write(folder.resolve(file.file()), file.json());
            index.seeFile(file.file(), file.json());
        }
        Files.writeString(folder.resolve(".index.json"), index.build());
        PackageGenerator manifest =
                new PackageGenerator().name(name).version(version).kind(type).fhirVersions(List.of("4.0.1"));
        manifest.getRootJsonObject().add("canonical", "http://hl7.org/fhir");
        manifest.getRootJsonObject().add("url", "http://hl7.org/fhir/R4");
        Files.writeString(folder.resolve("package.json"), JsonParser.compose(manifest.getRootJsonObject(), true));
    }
}
