package org.myotome.storage.terminology;

import ca.uhn.fhir.jpa.term.UploadStatistics;
import ca.uhn.fhir.jpa.term.api.ITermDeferredStorageSvc;
import ca.uhn.fhir.jpa.term.api.ITermLoaderSvc;
import ca.uhn.fhir.jpa.term.api.ITermLoaderSvc.FileDescriptor;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** HAPI's upload of a code system, and what it has put off until later, with a line of progress now and then. */
final class TerminologyUpload {

    private final ITermLoaderSvc loader;
    private final ITermDeferredStorageSvc putOff;
    private final UploadedRows rows;
    private final Consumer<String> progress;

    TerminologyUpload(
            ITermLoaderSvc loader, ITermDeferredStorageSvc putOff, UploadedRows rows, Consumer<String> progress) {
        this.loader = loader;
        this.putOff = putOff;
        this.rows = rows;
        this.progress = progress;
    }

    /** Returns when everything is stored. */
    void run(UploadOptions options) {
        progress.accept("reading: " + options.files().size() + " file(s) for " + options.system());
        var before = rows.count();
        var loaded = load(options);
        var total = loaded.getUpdatedConceptCount();
        progress.accept("read: " + total + " codes");
        while (!putOff.isStorageQueueEmpty(false)) {
            putOff.saveDeferred();
            var stored = rows.count().minus(before);
            progress.accept("stored: " + stored.concepts() + (total > 0 ? " of " + total : "") + " codes"
                    + (total > 0 ? " (" + Math.min(100, 100 * stored.concepts() / total) + " %)" : "") + ", "
                    + stored.links() + " places in the hierarchy");
        }
        progress.accept("uploaded: " + total + " codes of " + options.system());
    }

    private UploadStatistics load(UploadOptions options) {
        var request = new SystemRequestDetails();
        var files = options.files().stream().map(TerminologyUpload::file).toList();
        return switch (options.system()) {
            case UploadOptions.LOINC -> loader.loadLoinc(files, request);
            case UploadOptions.SNOMED_CT -> loader.loadSnomedCt(files, request);
            case UploadOptions.ICD_10 -> loader.loadIcd10(files, request);
            case UploadOptions.ICD_10_CM -> loader.loadIcd10cm(files, request);
            default -> loader.loadCustom(options.system(), files, request);
        };
    }

    private static FileDescriptor file(Path path) {
        return new FileDescriptor() {
            @Override
            public String getFilename() {
                return path.getFileName().toString();
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
