package org.myotome.guide;

import static java.nio.charset.StandardCharsets.UTF_8;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.springframework.boot.logging.LoggingSystem;

/**
 * Checks the guide on the class path, and makes its {@link CheckedGuide}, its {@link FhirPackage} and the files of {@link
 * FhirDefinitions}. The build runs it after the compiler.
 */
public final class GuideBuild {

    private GuideBuild() {}

    /**
     * @param arguments the folder of classes, below which the results are written; the folder of the notices; the folder in
     *     which people look for the package; its version
     * @throws GuideException on the first file that cannot be used; it ends the build
     */
    public static void main(String... arguments) throws IOException {
        var file = Path.of(arguments[0], CheckedGuide.FILE);
        var copy = Path.of(arguments[2], FhirPackage.NAME + "-" + arguments[3] + ".tgz");
        if (!Files.exists(copy) || !isCurrent(file)) {
            // Until a logging system is initialised it lets nothing through; the build needs no report of what HAPI
            // reads.
            LoggingSystem.get(GuideBuild.class.getClassLoader()).beforeInitialize();
            var fhir = FhirContext.forR4();
            var reader = new GuideReader(fhir);
            var files = reader.read(GuideReader.classPath());
            Guide.check(fhir, files);
            var artefacts = files.stream().map(GuideFile::artefact).toList();
            var examples = PackageExample.onClassPath();
            var tgz = FhirPackage.of(fhir, arguments[3], artefacts, examples, notices(Path.of(arguments[1])));
            Files.write(Path.of(arguments[0], FhirPackage.FILE), tgz);
            Files.write(copy, tgz);
            FhirDefinitions.write(fhir, Path.of(arguments[0]));
            Files.writeString(file, fhir.newJsonParser().encodeResourceToString(bundle(reader.digest(), files)), UTF_8);
        }
    }

    static SortedMap<String, byte[]> notices(Path folder) throws IOException {
        var notices = new TreeMap<String, byte[]>();
        for (var name : List.of("LICENSE", "NOTICE")) {
            notices.put(name, Files.readAllBytes(folder.resolve(name)));
        }
        return notices;
    }

    private static Bundle bundle(String digest, List<GuideFile> files) {
        var bundle = new Bundle().setType(Bundle.BundleType.COLLECTION);
        bundle.getIdentifier().setValue(digest);
        for (var file : files) {
            if (file.artefact() instanceof StructureDefinition profile) {
                var entry = new StructureDefinition().setUrl(profile.getUrl()).setSnapshot(profile.getSnapshot());
                bundle.addEntry().setResource(entry);
            }
        }
        return bundle;
    }

    /** Whether nothing that it depends on is younger: the files of the guide and the classes of this package. */
    private static boolean isCurrent(Path checked) throws IOException {
        if (!Files.exists(checked)) {
            return false;
        }
        var made = Files.getLastModifiedTime(checked);
        var classes = checked.getParent().resolveSibling("org/myotome/guide");
        for (var folder : List.of(checked.getParent(), classes)) {
            try (var sources = Files.walk(folder)) {
                for (var source : sources.filter(path -> !path.equals(checked)).toList()) {
                    if (Files.isRegularFile(source)
                            && Files.getLastModifiedTime(source).compareTo(made) > 0) {
                        return false;
                    }
                }
            }
        }
        return true;
    }
}
