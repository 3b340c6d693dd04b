package org.myotome.intake.mapping;

import ca.uhn.fhir.context.FhirContext;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.Identifier;
import org.myotome.guide.Guide;
import org.myotome.intake.Examination;
import org.myotome.intake.LocalCode;
import org.myotome.intake.Sender;
import org.myotome.intake.SenderAddress;

/** What all senders mean, by maps that may be edited while the server runs. */
public final class Senders {

    private final Vocabulary vocabulary;
    private final SenderMaps maps;

    public Senders(FhirContext fhir, Guide guide, Path folder) {
        this.vocabulary = new Vocabulary(guide);
        this.maps = new SenderMaps(new SenderMapReader(fhir, vocabulary), folder);
    }

    public boolean knows(Sender sender) {
        return maps.find(sender).isPresent();
    }

    /** Those with a map, in their order. */
    public List<String> ids() {
        return maps.senders();
    }

    /** Why files of maps are not used, or not used in their present form. */
    public List<String> faults() {
        return maps.faults();
    }

    /** What the statements of an examination mean. A sender without a map may use the names of movements. */
    public List<Translation> translate(Sender sender, Examination examination) {
        return new Translator(map(sender), vocabulary).translate(examination);
    }

    /** Whether the map of the sender says that an item is about something else, so that nothing of it matters. */
    public boolean leavesOut(Sender sender, LocalCode item) {
        return map(sender)
                .item(item)
                .filter(SenderMap.Item.Other.class::isInstance)
                .isPresent();
    }

    /** Gives an identifier the URI that the map names for its assigning authority. */
    public Identifier named(Sender sender, Identifier identifier) {
        map(sender).authorities().forEach((name, uri) -> {
            if (SenderAddress.local(sender, name).equals(identifier.getSystem())) {
                identifier.setSystem(uri);
            }
        });
        return identifier;
    }

    private SenderMap map(Sender sender) {
        return maps.find(sender)
                // Under its own name, also if the map is for all facilities of the application.
                .map(map -> map.as(sender))
                .orElseGet(() -> new SenderMap(
                        sender,
                        "there is none",
                        Map.of(),
                        Map.of(),
                        Map.of(),
                        Map.of(),
                        Map.of(),
                        Map.of(),
                        Map.of(),
                        Optional.empty(),
                        Optional.empty()));
    }
}
