package org.myotome.intake.hl7v2;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.myotome.intake.Channel;
import org.myotome.intake.IntakeIssue;
import org.myotome.intake.IntakeMessage;
import org.myotome.intake.IntakeRefusal;
import org.myotome.intake.MessageFormat;
import org.myotome.intake.MessageTrial;
import org.myotome.intake.PlacedIssue;

/** Checks files of HL7 v2 messages as the server would take them in. */
public final class MessageCheck {

    private final MessageTrial trial;

    public MessageCheck(MessageTrial trial) {
        this.trial = trial;
    }

    /** The format with the readers of the server, for messages of production. */
    public static MessageFormat format() {
        return new Hl7v2Format(List.of(new OruReader()), Set.of("P"));
    }

    /**
     * Checks one message, or those of a batch file.
     *
     * @return for each message its issues, in the order of the file; for a batch file that is wrong as a whole, one list
     */
    public List<List<PlacedIssue>> check(byte[] file) {
        if (Hl7File.isBatch(file)) {
            try {
                Hl7File.read(file);
            } catch (IntakeRefusal refusal) {
                return List.of(refusal.issues().stream()
                        .map(issue -> place(issue, new SegmentLines(file, 0, file.length)))
                        .toList());
            }
        }
        List<List<PlacedIssue>> found = new ArrayList<>();
        List<SegmentLines> messages = SegmentLines.messages(file);
        for (SegmentLines message : messages.isEmpty() ? List.of(new SegmentLines(file, 0, file.length)) : messages) {
            found.add(check(message));
        }
        return found;
    }

    private List<PlacedIssue> check(SegmentLines lines) {
        IntakeMessage message = Hl7Receiver.message(lines.content(), Channel.COMMAND, Optional.empty(), Instant.now());
        return trial.dryRun(message).issues().stream()
                .map(issue -> place(issue, lines))
                .toList();
    }

    private static PlacedIssue place(IntakeIssue issue, SegmentLines lines) {
        return issue.place() instanceof Hl7Place place
                ? new PlacedIssue(issue, lines.line(place), lines.column(place))
                : new PlacedIssue(issue, lines.firstLine(), 1);
    }
}
