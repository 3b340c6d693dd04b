package org.myotome.intake.storing;

import java.util.Date;
import java.util.List;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Provenance.ProvenanceEntityRole;
import org.hl7.fhir.r4.model.Reference;
import org.myotome.intake.IntakeMessage;
import org.myotome.intake.SenderAddress;

/** Where stored resources came from. */
final class Provenances {

    private Provenances() {}

    static Provenance of(IntakeMessage message, List<String> targets) {
        Provenance provenance = new Provenance();
        targets.forEach(target -> provenance.addTarget(new Reference(target)));
        provenance.setRecorded(Date.from(message.received()));
        String address = SenderAddress.of(message.sender());
        provenance
                .addAgent()
                .setWho(new Reference()
                        .setIdentifier(
                                new Identifier().setSystem("urn:ietf:rfc:3986").setValue(address))
                        .setDisplay(message.sender().id()));
        provenance
                .addEntity()
                .setRole(ProvenanceEntityRole.SOURCE)
                .setWhat(new Reference()
                        .setIdentifier(new Identifier()
                                .setSystem(SenderAddress.messages(message.sender()))
                                .setValue(message.controlId()))
                        .setDisplay(message.type() + " message, kept as " + MessageWriter.id(message)));
        return provenance;
    }
}
