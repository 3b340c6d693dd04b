package org.myotome.intake.hl7v2;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.myotome.intake.IntakeIssue;
import org.myotome.intake.IntakeMessage;
import org.myotome.intake.IntakeOutcome;
import org.myotome.intake.IntakeRefusal;
import org.myotome.intake.IntakeRule;
import org.myotome.intake.MessageFormat;
import org.myotome.intake.Place;
import org.myotome.intake.Reading;

/** HL7 version 2 in its usual encoding (ER7): the header first, then what the reader of the message's type makes of it. */
final class Hl7v2Format implements MessageFormat {

    static final String NAME = "hl7v2";

    private final Map<String, Hl7Reader> readers = new HashMap<>();
    private final HeaderCheck check;

    Hl7v2Format(List<Hl7Reader> readers, Set<String> processingIds) {
        readers.forEach(reader -> reader.types().forEach(type -> this.readers.put(type, reader)));
        check = new HeaderCheck(processingIds);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Reading read(IntakeMessage message) {
        List<IntakeIssue> issues = check.of(message);
        if (!issues.isEmpty()) {
            throw new IntakeRefusal(issues);
        }
        Hl7Reader reader = readers.get(message.type());
        if (reader == null) {
            throw new IntakeRefusal(unread(message.type()));
        }
        return reader.read(Hl7Message.parse(message));
    }

    private IntakeIssue unread(String type) {
        return IntakeIssue.error(
                IntakeRule.MESSAGE_TYPE_UNSUPPORTED,
                new Hl7Place("MSH", 1, 9, 1, 0),
                "Messages of this type are not read.",
                type,
                String.join(", ", new TreeSet<>(readers.keySet())),
                "Send results as ORU^R01, and no other messages to this address.");
    }

    @Override
    public Place senderPlace() {
        return new Hl7Place("MSH", 1, 3, 1, 0);
    }

    @Override
    public Place controlIdPlace() {
        return new Hl7Place("MSH", 1, 10, 1, 0);
    }

    @Override
    public String answer(IntakeMessage message, IntakeOutcome outcome) {
        return Acknowledgement.of(message, outcome);
    }
}
