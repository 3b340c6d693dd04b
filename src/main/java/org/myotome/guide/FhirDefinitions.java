package org.myotome.guide;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.commons.lang3.StringUtils;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ConcurrentLruCache;
import org.springframework.util.function.SingletonSupplier;

/**
 * FHIR R4's own definitions. HAPI reads 27 MB of XML as soon as it is asked for one type, and 14 MB for one code. Here each
 * type and each extension has a file of its own, which the build makes, and a code is looked for in the one file in which it
 * must be, so that a grade is stored without the rest. Who asks for more gets it from HAPI.
 */
final class FhirDefinitions extends DefaultProfileValidationSupport {

    private static final String BASE = "http://hl7.org/fhir/StructureDefinition/";
    private static final Pattern URL = Pattern.compile(BASE + "([A-Za-z0-9-]+)");
    private static final String FOLDER = "fhir/definitions/";
    private static final List<String> FHIRS = List.of("http://hl7.org", "http://terminology.hl7.org");
    private static final String HAPIS = "https://hapifhir.io/";

    /** Files to remember, and that there are none: there are some six hundred, but anybody may name others. */
    private static final int MOST = 2_000;

    private final FhirContext fhir;

    /** By their files. */
    private final ConcurrentLruCache<String, Optional<Resource>> profiles =
            new ConcurrentLruCache<>(MOST, this::profile);

    private final Supplier<Map<String, Resource>> version2;
    private final Supplier<Map<String, Resource>> version3;
    private final Supplier<Map<String, Resource>> codes;

    FhirDefinitions(FhirContext fhir) {
        super(fhir);
        this.fhir = fhir;
        this.version2 = SingletonSupplier.of(() -> terminology("v2-tables.xml"));
        this.version3 = SingletonSupplier.of(() -> terminology("v3-codesystems.xml"));
        this.codes = SingletonSupplier.of(() -> terminology("valuesets.xml"));
    }

    /**
     * Writes the files of types and extensions, without what is only for people to read.
     *
     * @param classes the folder below which they are written
     */
    static void write(FhirContext fhir, Path classes) throws IOException {
        Files.createDirectories(classes.resolve(FOLDER));
        for (IBaseResource known : new DefaultProfileValidationSupport(fhir).fetchAllStructureDefinitions()) {
            StructureDefinition definition = (StructureDefinition) known;
            Optional<String> file = file(definition.getUrl());
            String type = definition.getType();
            if (file.isPresent() && (definition.getUrl().equals(BASE + type) || type.equals("Extension"))) {
                String json = fhir.newJsonParser().encodeResourceToString(definition.setText(null));
                Files.writeString(classes.resolve(file.get()), json);
            }
        }
    }

    /** Empty if it cannot be one of FHIR's. */
    private static Optional<String> file(String url) {
        return Optional.of(URL.matcher(url)).filter(Matcher::matches).map(name -> FOLDER + name.group(1) + ".json");
    }

    @Override
    public @Nullable IBaseResource fetchStructureDefinition(String url) {
        Optional<Resource> found = file(url).flatMap(file -> profiles.get(file));
        return found.isPresent() ? found.get() : super.fetchStructureDefinition(url);
    }

    private Optional<Resource> profile(String file) {
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

    private Map<String, Resource> terminology(String file) {
        String path = "/org/hl7/fhir/r4/model/valueset/" + file;
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream(path), path)) {
            return fhir.newXmlParser().parseResource(Bundle.class, in).getEntry().stream()
                    .map(Bundle.BundleEntryComponent::getResource)
                    .filter(MetadataResource.class::isInstance)
                    .collect(Collectors.toMap(
                            resource -> key(resource.fhirType(), ((MetadataResource) resource).getUrl()),
                            FhirDefinitions::marked,
                            (first, later) -> later));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String key(String type, String url) {
        return type + " " + url;
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
        Supplier<Map<String, Resource>> file =
                url.contains("/v2-") ? version2 : url.contains("/v3-") ? version3 : codes;
        Resource found = file.get().get(key(type, url));
        boolean isAsked = version.isBlank()
                || FHIRS.stream().anyMatch(url::startsWith)
                || found instanceof MetadataResource artefact && version.equals(artefact.getVersion());
        return isAsked ? found : null;
    }
}
