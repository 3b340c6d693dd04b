package org.myotome.guide;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.lang3.StringUtils;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ConcurrentLruCache;

/**
 * FHIR R4's own definitions. HAPI reads 27 MB of XML as soon as it is asked for one type, and 14 MB for one code. Here each
 * type, extension, code system and value set has a file of its own, which the build makes, so that a grade is stored without
 * the rest. Who asks for more gets it from HAPI.
 */
final class FhirDefinitions extends DefaultProfileValidationSupport {

    private static final String BASE = "http://hl7.org/fhir/StructureDefinition/";
    private static final Pattern URL = Pattern.compile(BASE + "([A-Za-z0-9-]+)");
    private static final String FOLDER = "fhir/definitions/";
    private static final List<String> FHIRS = List.of("http://hl7.org", "http://terminology.hl7.org");
    private static final String HAPIS = "https://hapifhir.io/";

    /** Files to remember, and that there are none: there are some three thousand, but anybody may name others. */
    private static final int MOST = 5_000;

    private final FhirContext fhir;

    /** By their files. */
    private final ConcurrentLruCache<String, Optional<Resource>> artefacts =
            new ConcurrentLruCache<>(MOST, this::artefact);

    FhirDefinitions(FhirContext fhir) {
        super(fhir);
        this.fhir = fhir;
    }

    /**
     * Writes the files, without what is only for people to read.
     *
     * @param classes the folder below which they are written
     */
    static void write(FhirContext fhir, Path classes) throws IOException {
        for (IBaseResource known : all(new DefaultProfileValidationSupport(fhir))) {
            Optional<String> file =
                    known instanceof StructureDefinition type ? fileOf(type) : file((MetadataResource) known);
            if (file.isPresent()) {
                Path written = classes.resolve(file.get());
                Files.createDirectories(written.getParent());
                String json = fhir.newJsonParser().encodeResourceToString(((DomainResource) known).setText(null));
                Files.writeString(written, json);
            }
        }
    }

    /** HAPI gives of all only what it has read already, and reads on the first question for each kind. */
    private static List<IBaseResource> all(DefaultProfileValidationSupport hapis) {
        hapis.fetchCodeSystem(BASE);
        hapis.fetchAllStructureDefinitions();
        return hapis.fetchAllConformanceResources();
    }

    private static Optional<String> fileOf(StructureDefinition definition) {
        String type = definition.getType();
        return file(definition.getUrl())
                .filter(file -> definition.getUrl().equals(BASE + type) || type.equals("Extension"));
    }

    private static Optional<String> file(MetadataResource terminology) {
        return Optional.of(terminology.getUrl())
                .filter(url -> !url.startsWith(HAPIS))
                .map(url -> file(terminology.fhirType(), url));
    }

    /** Empty if it cannot be a type or extension of FHIR's. */
    private static Optional<String> file(String url) {
        return Optional.of(URL.matcher(url)).filter(Matcher::matches).map(name -> FOLDER + name.group(1) + ".json");
    }

    private static String file(String type, String url) {
        return FOLDER + type + "/" + url.replaceAll("[^A-Za-z0-9.-]", "_") + ".json";
    }

    @Override
    public @Nullable IBaseResource fetchStructureDefinition(String url) {
        Optional<Resource> found = file(url).flatMap(file -> artefacts.get(file));
        return found.isPresent() ? found.get() : super.fetchStructureDefinition(url);
    }

    private Optional<Resource> artefact(String file) {
        try (InputStream in = getClass().getClassLoader().getResourceAsStream(file)) {
            return Optional.ofNullable(in)
                    .map(json -> marked(fhir.newJsonParser().parseResource(json)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With the package, as HAPI marks what it gives; the validator names it in what it says. */
    private static Resource marked(IBaseResource resource) {
        resource.setUserData(SOURCE_PACKAGE_ID, "hl7.fhir.r4.core");
        return (Resource) resource;
    }

    @Override
    public @Nullable IBaseResource fetchCodeSystem(String system) {
        return system.startsWith(HAPIS) ? super.fetchCodeSystem(system) : terminology("CodeSystem", system);
    }

    @Override
    public @Nullable IBaseResource fetchValueSet(String url) {
        return url.startsWith(HAPIS) ? super.fetchValueSet(url) : terminology("ValueSet", url);
    }

    /** As with HAPI, any version is taken for that of FHIR's own. */
    private @Nullable IBaseResource terminology(String type, String canonical) {
        String url = StringUtils.substringBefore(canonical, "|");
        String version = StringUtils.substringAfter(canonical, "|");
        Resource found = artefacts.get(file(type, url)).orElse(null);
        boolean isAsked = version.isBlank()
                || FHIRS.stream().anyMatch(url::startsWith)
                || found instanceof MetadataResource artefact && version.equals(artefact.getVersion());
        return isAsked ? found : null;
    }
}
