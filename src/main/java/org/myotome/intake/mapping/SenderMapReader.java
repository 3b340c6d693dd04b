package org.myotome.intake.mapping;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.StrictErrorHandler;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.myotome.guide.Guide;
import org.myotome.intake.Sender;

/** Reads the ConceptMap of a sender, strictly: a map with a fault is not used in part. */
final class SenderMapReader {

    /** The identifier of a ConceptMap that names the sender: MSH-3, a bar, and MSH-4. */
    static final String SENDER = Guide.BASE + "/sender";

    private final IParser parser;
    private final Vocabulary vocabulary;

    SenderMapReader(FhirContext fhir, Vocabulary vocabulary) {
        this.parser = fhir.newJsonParser().setParserErrorHandler(new StrictErrorHandler());
        this.vocabulary = vocabulary;
    }

    /** @throws WrongMapException that says which place of which file is wrong, and why */
    SenderMap read(String json, String origin) {
        ConceptMap map = parse(json, origin);
        if (!SENDER.equals(map.getIdentifier().getSystem())
                || map.getIdentifier().getValue() == null) {
            throw new WrongMapException(
                    origin,
                    "identifier",
                    "system is " + SENDER + ", and value is MSH-3|MSH-4, or the name of the sender");
        }
        if (map.getStatus() != PublicationStatus.ACTIVE) {
            throw new WrongMapException(origin, "status", "only active is used");
        }
        SenderMapBuilder builder =
                new SenderMapBuilder(Sender.ofId(map.getIdentifier().getValue()), origin, vocabulary);
        map.getGroup().forEach(builder::add);
        return builder.build();
    }

    private ConceptMap parse(String json, String origin) {
        try {
            return parser.parseResource(ConceptMap.class, json);
        } catch (DataFormatException | ClassCastException e) {
            throw new WrongMapException(origin, "the file", "FHIR R4 JSON of a ConceptMap: " + e.getMessage());
        }
    }
}
