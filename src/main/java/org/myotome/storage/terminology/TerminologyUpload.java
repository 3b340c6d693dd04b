package org.myotome.storage.terminology;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.term.UploadStatistics;
import ca.uhn.fhir.jpa.term.api.ITermDeferredStorageSvc;
import ca.uhn.fhir.jpa.term.api.ITermLoaderSvc;
import ca.uhn.fhir.jpa.term.api.ITermLoaderSvc.FileDescriptor;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.CodeSystemContentMode;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.myotome.AddedTerminology;

/** HAPI's upload of a code system, and what it has put off until later, with a line of progress now and then. One at a time. */
final class TerminologyUpload {

    /** Begins the last line where something was not uploaded. */
    static final String REFUSED = "Not uploaded: ";

    private final ITermLoaderSvc loader;
    private final SnomedUpload snomed;
    private final ITermDeferredStorageSvc putOff;
    private final UploadedRows rows;
    private final AddedTerminology added;

    TerminologyUpload(
            ITermLoaderSvc loader,
            SnomedUpload snomed,
            ITermDeferredStorageSvc putOff,
            UploadedRows rows,
            AddedTerminology added) {
        this.loader = loader;
        this.snomed = snomed;
        this.putOff = putOff;
        this.rows = rows;
        this.added = added;
    }

    /**
     * Returns when everything is stored.
     *
     * @return whether it is; the last line of the progress says so, too
     */
    synchronized boolean run(UploadOptions options, Consumer<String> progress) {
        try {
            upload(options, progress);
        } catch (BaseServerResponseException | IllegalArgumentException refused) {
            progress.accept(REFUSED + refused.getMessage());
            return false;
        }
        for (CodeSystem system : added.systems()) {
            progress.accept("held: " + system.getUrl() + (system.hasVersion() ? "|" + system.getVersion() : "") + ", "
                    + added.count(system) + " codes");
        }
        return true;
    }

    private void upload(UploadOptions options, Consumer<String> progress) {
        progress.accept("reading: " + options.files().size() + " file(s) for " + options.system());
        UploadedRows.Count before = rows.count();
        UploadStatistics loaded = load(options);
        int total = loaded.getUpdatedConceptCount();
        progress.accept("read: " + total + " codes");
        // A small code system is stored by now, and nothing of it is put off.
        progress.accept(stored(before, total));
        while (!putOff.isStorageQueueEmpty(false)) {
            putOff.saveDeferred();
            progress.accept(stored(before, total));
        }
        progress.accept("uploaded: " + total + " codes of " + options.system());
    }

    /** More than were read are stored of LOINC with a version: HAPI stores it with and without. */
    private String stored(UploadedRows.Count before, int total) {
        UploadedRows.Count stored = rows.count().minus(before);
        String codes = total > 0 && stored.concepts() <= total
                ? " of " + total + " codes (" + 100 * stored.concepts() / total + " %), "
                : " codes, ";
        return "stored: " + stored.concepts() + codes + stored.links() + " places in the hierarchy";
    }

    private UploadStatistics load(UploadOptions options) {
        SystemRequestDetails request = new SystemRequestDetails();
        List<FileDescriptor> files =
                options.files().stream().map(TerminologyUpload::file).toList();
        return switch (options.system()) {
            case UploadOptions.LOINC -> loader.loadLoinc(files, request);
            case UploadOptions.SNOMED_CT -> snomed.load(options.files(), request);
            case UploadOptions.ICD_10 -> loader.loadIcd10(files, request);
            case UploadOptions.ICD_10_CM -> loader.loadIcd10cm(files, request);
            default -> loader.loadCustom(options.system(), described(options, files), request);
        };
    }

    /** HAPI's loader describes a system that nobody has described as one without a status, which the gate refuses. */
    private static List<FileDescriptor> described(UploadOptions options, List<FileDescriptor> files) {
        if (files.stream().anyMatch(file -> file.getFilename().matches("(?i)(.*/)?codesystem\\.(json|xml)"))) {
            return files;
        }
        CodeSystem description = new CodeSystem()
                .setUrl(options.system())
                .setStatus(PublicationStatus.ACTIVE)
                .setContent(CodeSystemContentMode.NOTPRESENT);
        byte[] json = FhirContext.forR4Cached()
                .newJsonParser()
                .encodeResourceToString(description)
                .getBytes(StandardCharsets.UTF_8);
        List<FileDescriptor> all = new ArrayList<>(files);
        all.add(new FileDescriptor() {
            @Override
            public String getFilename() {
                return "codesystem.json";
            }

            @Override
            public InputStream getInputStream() {
                return new ByteArrayInputStream(json);
            }
        });
        return all;
    }

    private static FileDescriptor file(Path path) {
        return new FileDescriptor() {
            @Override
            public String getFilename() {
                // With its folders: the loader knows some files of a release by them.
                return UploadParcel.entry(path);
            }

            @Override
            public InputStream getInputStream() {
                try {
                    return Files.newInputStream(path);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
    }
}
