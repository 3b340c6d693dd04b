package org.myotome.storage.terminology;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.IParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.CodeSystemContentMode;

/**
 * What {@code codesystem.json} or {@code codesystem.xml} among the files of one's own code system says of it. HAPI's loader
 * stops at what it does not expect there without a word that helps.
 */
final class UploadedDescription {

    private static final String JSON = "codesystem.json";
    private static final String XML = "codesystem.xml";

    private UploadedDescription() {}

    /** Why it cannot be uploaded so, in a sentence or two; empty if nothing speaks against it. */
    static Optional<String> fault(UploadOptions options) throws IOException {
        if (!options.isOwn()) {
            return Optional.empty();
        }
        for (Description found : descriptions(options.files())) {
            Optional<String> fault = fault(options.system(), found);
            if (fault.isPresent()) {
                return fault;
            }
        }
        return Optional.empty();
    }

    private record Description(String name, String text) {

        boolean isJson() {
            return name.endsWith(JSON);
        }
    }

    private static Optional<String> fault(String system, Description found) {
        CodeSystem described;
        try {
            FhirContext fhir = FhirContext.forR4Cached();
            IParser parser = found.isJson() ? fhir.newJsonParser() : fhir.newXmlParser();
            described = parser.parseResource(CodeSystem.class, found.text());
        } catch (DataFormatException unreadable) {
            return Optional.of(found.name() + " is no CodeSystem of FHIR R4: " + unreadable.getMessage());
        }
        if (described.getContent() == CodeSystemContentMode.SUPPLEMENT || described.hasSupplements()) {
            return Optional.of(found.name() + " is a supplement of " + described.getSupplements()
                    + ": it adds to the codes of another code system and has none of its own. Only whole code systems are"
                    + " uploaded. Send a supplement with the request that it is meant for, in tx-resource.");
        }
        if (described.hasUrl() && !described.getUrl().equals(system)) {
            return Optional.of("--system is " + system + ", and " + found.name() + " has the url " + described.getUrl()
                    + ". Both are the url of the code system.");
        }
        if (described.getContent() != CodeSystemContentMode.NOTPRESENT) {
            return Optional.of(found.name() + " has the content "
                    + (described.hasContent() ? described.getContent().toCode() : "that is missing")
                    + ". Write not-present: the codes are those of concepts.csv.");
        }
        return Optional.empty();
    }

    private static List<Description> descriptions(List<Path> files) throws IOException {
        List<Description> found = new ArrayList<>();
        for (Path file : files) {
            String name = file.getFileName().toString();
            if (isDescription(name)) {
                found.add(new Description(name, Files.readString(file)));
            } else if (name.endsWith(".zip")) {
                try (InputStream in = Files.newInputStream(file);
                        ZipInputStream zip = new ZipInputStream(in)) {
                    addAll(zip, found);
                }
            }
        }
        return found;
    }

    private static void addAll(ZipInputStream zip, List<Description> found) throws IOException {
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            if (isDescription(entry.getName())) {
                found.add(new Description(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8)));
            }
        }
    }

    private static boolean isDescription(String name) {
        return name.endsWith(JSON) || name.endsWith(XML);
    }
}
