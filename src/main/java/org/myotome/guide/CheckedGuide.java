package org.myotome.guide;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.StructureDefinition;

/**
 * What the build found out about the guide, so that a start need not: these files have no fault, and these are the
 * snapshots of their profiles. It is made next to the class files, from the files that people review, and is of no use for
 * other files or another HAPI.
 *
 * @param digest of the files that were checked
 * @param snapshots by the url of their profile
 */
record CheckedGuide(String digest, Map<String, StructureDefinition> snapshots) {

    static final String FILE = "fhir/checked-guide.json";

    /** Empty if the build made none. */
    static Optional<CheckedGuide> onClassPath(FhirContext fhir) {
        try (var in = CheckedGuide.class.getClassLoader().getResourceAsStream(FILE)) {
            return in == null
                    ? Optional.empty()
                    : Optional.of(read(fhir.newJsonParser().parseResource(Bundle.class, in)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CheckedGuide read(Bundle bundle) {
        var snapshots = bundle.getEntry().stream()
                .map(entry -> (StructureDefinition) entry.getResource())
                .collect(Collectors.toMap(StructureDefinition::getUrl, Function.identity()));
        return new CheckedGuide(bundle.getIdentifier().getValue(), snapshots);
    }

    void giveSnapshots(List<GuideFile> files) {
        for (var file : files) {
            if (file.artefact() instanceof StructureDefinition profile) {
                profile.setSnapshot(snapshots.get(profile.getUrl()).getSnapshot());
            }
        }
    }
}
