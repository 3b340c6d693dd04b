package org.myotome.guide;

import static java.nio.charset.StandardCharsets.UTF_8;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.StrictErrorHandler;
import ca.uhn.fhir.util.VersionUtil;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.MetadataResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Reads files strictly, and refuses those whose identity is in doubt: tail of the url = type and id = file name, a
 * version, no url twice.
 */
final class GuideReader {

    /** Both folders are Maven resource folders, so the files that people review are the files that are loaded. */
    private static final List<String> FOLDERS =
            List.of("classpath*:fhir/terminology/*.json", "classpath*:fhir/profiles/*.json");

    private final IParser parser;
    private final MessageDigest digest = sha256();

    GuideReader(FhirContext fhir) {
        parser = fhir.newJsonParser().setParserErrorHandler(new StrictErrorHandler());
    }

    /** Spring's resolver sees into nested jars, which a plain class loader cannot list. */
    static List<Resource> classPath() {
        var resolver = new PathMatchingResourcePatternResolver();
        var found = new ArrayList<Resource>();
        for (var folder : FOLDERS) {
            try {
                found.addAll(List.of(resolver.getResources(folder)));
            } catch (IOException e) {
                throw new GuideException(folder, "this folder cannot be listed", e);
            }
        }
        if (found.isEmpty()) {
            throw new GuideException(String.join(", ", FOLDERS), "no file was found there");
        }
        return found;
    }

    /** Ordered by file name, so that a guide with two faults always reports the same one. */
    List<GuideFile> read(List<Resource> resources) {
        var byUrl = new HashMap<String, GuideFile>();
        return resources.stream()
                .sorted(Comparator.comparing(GuideReader::name))
                .map(resource -> identified(parse(resource), byUrl))
                .toList();
    }

    /** Tells whether two readers have read the same files with the same HAPI, in hexadecimal digits; to be asked once. */
    String digest() {
        digest.update(VersionUtil.getVersion().getBytes(UTF_8));
        return HexFormat.of().formatHex(digest.digest());
    }

    private GuideFile parse(Resource resource) {
        try (var in = resource.getInputStream()) {
            byte[] content = in.readAllBytes();
            digest.update(name(resource).getBytes(UTF_8));
            digest.update(content);
            IBaseResource parsed = parser.parseResource(new ByteArrayInputStream(content));
            if (parsed instanceof MetadataResource artefact) {
                return new GuideFile(name(resource), artefact);
            }
            throw new GuideException(name(resource), "a " + parsed.fhirType() + " is not a conformance artefact");
        } catch (IOException | DataFormatException e) {
            throw new GuideException(name(resource), "this is not valid FHIR R4 JSON: " + e.getMessage(), e);
        }
    }

    private static GuideFile identified(GuideFile file, Map<String, GuideFile> byUrl) {
        var artefact = file.artefact();
        var type = artefact.fhirType();
        var id = artefact.getIdElement().getIdPart();
        if (id == null || !file.name().equals(type + "-" + id + ".json")) {
            throw file.refuse("the file must be named after its type and id: " + type + "-" + id + ".json");
        }
        var url = Guide.BASE + "/" + type + "/" + id;
        if (!url.equals(artefact.getUrl())) {
            throw file.refuse("url is " + artefact.getUrl() + ", but its type and id ask for " + url);
        }
        if (!artefact.hasVersion()) {
            throw file.refuse("version is missing");
        }
        var twin = byUrl.putIfAbsent(url, file);
        if (twin != null) {
            throw file.refuse("url " + url + " is on the class path twice");
        }
        return file;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static String name(Resource resource) {
        return String.valueOf(resource.getFilename());
    }
}
