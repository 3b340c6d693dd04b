package org.myotome.check;

import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.myotome.intake.PlacedIssue;
import org.myotome.intake.csv.TableCheck;
import org.myotome.intake.hl7v2.MessageCheck;
import org.myotome.intake.mapping.Senders;
import org.myotome.intake.storing.Rehearsal;
import org.myotome.validation.AssumedResources;
import org.myotome.validation.Submission;
import org.myotome.validation.Verdict;

/** Checks what the server takes in that is not FHIR: it is read, translated by the maps of the senders, and judged by the gate. */
final class IntakeCheck {

    private final MessageCheck messages;
    private final TableCheck tables;

    /**
     * @param senders the folder of the maps
     * @param settings of tables, by their names
     * @throws org.myotome.intake.IntakeRefusal if the mapping cannot be used
     */
    IntakeCheck(Judge judge, Path senders, Map<String, String> settings, Optional<Path> mapping) {
        Rehearsal rehearsal = new Rehearsal(
                List.of(MessageCheck.format()),
                new Senders(judge.fhir(), judge.guide(), senders),
                transaction -> refuseUnlessAccepted(transaction, judge));
        this.messages = new MessageCheck(rehearsal);
        this.tables = new TableCheck(rehearsal, settings, mapping);
    }

    private static void refuseUnlessAccepted(Bundle transaction, Judge judge) {
        Verdict verdict =
                judge.gate().judge(Submission.of(transaction, judge.fhir()), new AssumedResources(references -> {}));
        if (!verdict.accepted()) {
            OperationOutcome outcome = verdict.toOperationOutcome();
            throw new UnprocessableEntityException("The gate refuses", outcome);
        }
    }

    /** Messages of HL7 v2. */
    List<Checked> messages(String file, byte[] content) {
        List<List<PlacedIssue>> found = messages.check(content);
        List<Checked> checked = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            checked.add(checked(file, found.size() == 1 ? "" : "message " + (i + 1), found.get(i)));
        }
        return checked;
    }

    /** A table of grades. */
    Checked table(String file, byte[] content) {
        return checked(file, "", tables.check(content));
    }

    private static Checked checked(String file, String part, List<PlacedIssue> found) {
        return new Checked(
                file,
                part,
                found.stream()
                        .map(placed ->
                                new Remark(placed.issue().toIssue(), new Position(placed.line(), placed.column())))
                        .toList(),
                Set.of());
    }
}
