package org.myotome.intake.hl7v2;

import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Resource;
import org.myotome.intake.IntakeOutcome;

/** What would be stored, and every issue: as two parameters, or in a batch as two parts for each message, in their order. */
final class DryRun {

    private static final String OUTCOME = "outcome";
    private static final String BUNDLE = "bundle";

    private DryRun() {}

    /** @throws org.myotome.intake.IntakeRefusal if it is a batch whose counts are wrong, or of which a part is missing */
    static Parameters of(Hl7Request posted, Hl7Receiver receiver) {
        Parameters parameters = new Parameters();
        if (!Hl7File.isBatch(posted.body())) {
            IntakeOutcome outcome = receiver.dryRun(posted.body(), posted.charset());
            parameters.addParameter(named(OUTCOME, outcome.toOperationOutcome()));
            return parameters.addParameter(named(BUNDLE, outcome.resources()));
        }
        for (Hl7File.Batch batch : Hl7File.read(posted.body()).batches()) {
            for (byte[] message : batch.messages()) {
                IntakeOutcome outcome = receiver.dryRun(message, posted.charset());
                parameters
                        .addParameter()
                        .setName("message")
                        .addPart(named(OUTCOME, outcome.toOperationOutcome()))
                        .addPart(named(BUNDLE, outcome.resources()));
            }
        }
        return parameters;
    }

    private static ParametersParameterComponent named(String name, Resource resource) {
        return new ParametersParameterComponent().setName(name).setResource(resource);
    }
}
