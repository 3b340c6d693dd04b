package org.myotome.storage.terminology;

import ca.uhn.fhir.jpa.entity.TermCodeSystemVersion;
import ca.uhn.fhir.jpa.term.UploadStatistics;
import ca.uhn.fhir.jpa.term.api.ITermCodeSystemStorageSvc;
import ca.uhn.fhir.jpa.term.api.ITermDeferredStorageSvc;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.CodeSystemContentMode;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;

/** Gives a release of SNOMED CT to the part of HAPI that stores code systems. */
final class SnomedUpload {

    private final ITermCodeSystemStorageSvc storage;
    private final ITermDeferredStorageSvc putOff;

    SnomedUpload(ITermCodeSystemStorageSvc storage, ITermDeferredStorageSvc putOff) {
        this.storage = storage;
        this.putOff = putOff;
    }

    /** @throws IllegalArgumentException with a sentence for the user */
    UploadStatistics load(List<Path> files, RequestDetails request) {
        TermCodeSystemVersion version = new TermCodeSystemVersion();
        int codes = read(files).into(version).size();
        CodeSystem system = new CodeSystem()
                .setUrl(UploadOptions.SNOMED_CT)
                .setName("SNOMED CT")
                .setContent(CodeSystemContentMode.NOTPRESENT)
                .setStatus(PublicationStatus.ACTIVE);
        // Nothing of it is stored by the clock before all of it is handed over; HAPI's loader does the same.
        putOff.setProcessDeferred(false);
        try {
            IIdType stored = storage.storeNewCodeSystemVersion(system, version, request, List.of(), List.of());
            return new UploadStatistics(codes, stored);
        } finally {
            putOff.setProcessDeferred(true);
        }
    }

    private static SnomedRelease read(List<Path> files) {
        try {
            return SnomedRelease.read(files);
        } catch (IOException | UncheckedIOException failed) {
            throw new IllegalArgumentException("The release cannot be read: " + failed.getMessage(), failed);
        }
    }
}
