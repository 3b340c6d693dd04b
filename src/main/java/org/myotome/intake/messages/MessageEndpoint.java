package org.myotome.intake.messages;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.myotome.RequestProblem;
import org.myotome.intake.Intake;
import org.myotome.intake.IntakeOutcome;
import org.myotome.storage.messages.KeptMessage;
import org.myotome.storage.messages.KeptMessages;
import org.myotome.storage.messages.MessageCursor;
import org.myotome.storage.messages.MessagePage;
import org.myotome.storage.messages.MessageQuery;
import org.myotome.storage.messages.MessageSearch;
import org.myotome.storage.messages.MessageSummary;

/** Which messages are kept, one of them, and another try with it. */
final class MessageEndpoint {

    private static final String CURSOR = "cursor";

    private static final List<String> COLUMNS = List.of(
            "id",
            "received",
            "sender",
            "controlId",
            "type",
            "format",
            "channel",
            "status",
            "attempts",
            "worked",
            "stored",
            "rules");

    private final MessageSearch search;
    private final KeptMessages messages;
    private final Intake intake;
    private final FhirContext fhir;

    MessageEndpoint(MessageSearch search, KeptMessages messages, Intake intake, FhirContext fhir) {
        this.search = search;
        this.messages = messages;
        this.intake = intake;
        this.fhir = fhir;
    }

    Reply list(Asked asked) {
        Parameters parameters =
                Parameters.of(asked.parameters(), "status", "sender", "rule", "since", "before", "_count", CURSOR);
        MessagePage page = search.find(query(parameters));
        boolean csv =
                Accept.best(asked.accept(), List.of(Accept.JSON, Accept.CSV)).equals(Accept.CSV);
        Optional<String> next = page.next().map(place -> address(asked, place));
        Reply reply = csv
                ? Reply.of(200, CsvTable.TYPE, table(page))
                : Reply.of(200, Accept.JSON, MessageJson.bytes(json(page, next)));
        return next.map(address -> reply.with("Link", "<" + address + ">; rel=\"next\""))
                .orElse(reply);
    }

    private static MessageQuery query(Parameters parameters) {
        return new MessageQuery(
                parameters.value("status", MessageJson::status, "accepted or refused"),
                parameters.text("sender"),
                parameters.value(
                        "rule",
                        rule -> Optional.of(rule).filter(text -> text.matches("[a-z0-9-]+")),
                        "the code of a rule, such as local-code-unmapped"),
                parameters.time("since"),
                parameters.time("before"),
                parameters.value(CURSOR, MessageCursor::read, "that of a next link: follow the link as it was given"),
                parameters.count());
    }

    private static ObjectNode json(MessagePage page, Optional<String> next) {
        ObjectNode json = MessageJson.object();
        ArrayNode list = json.putArray("messages");
        page.messages().forEach(message -> list.add(MessageJson.of(message)));
        next.ifPresent(address -> json.put("next", address));
        return json;
    }

    private static byte[] table(MessagePage page) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(COLUMNS);
        page.messages().forEach(message -> rows.add(row(message)));
        return CsvTable.of(rows);
    }

    private static List<String> row(MessageSummary message) {
        return List.of(
                message.id(),
                message.received().toString(),
                message.sender(),
                message.controlId(),
                message.type(),
                message.format(),
                message.channel(),
                MessageJson.code(message.status()),
                Integer.toString(message.attempts()),
                message.worked().toString(),
                Integer.toString(message.stored()),
                String.join(" ", message.rules()));
    }

    private static String address(Asked asked, MessageCursor place) {
        String others = asked.parameters().entrySet().stream()
                .filter(parameter -> !parameter.getKey().equals(CURSOR))
                .map(parameter -> parameter.getKey() + "="
                        + URLEncoder.encode(parameter.getValue()[0], StandardCharsets.UTF_8) + "&")
                .collect(Collectors.joining());
        return asked.address() + "?" + others + CURSOR + "="
                + URLEncoder.encode(place.toString(), StandardCharsets.UTF_8);
    }

    Reply read(String id, Asked asked) {
        Parameters.of(asked.parameters());
        return MessageContent.reply(find(id), asked.accept());
    }

    private KeptMessage find(String id) {
        return messages.find(id)
                .orElseThrow(() -> RequestProblem.notFound("No message " + id
                        + " is kept: it never came, or was removed after the time for which messages are kept. List those that"
                        + " are with GET /intake/messages"));
    }

    /** 200 if it is accepted now, 422 if it is refused again. */
    Reply replay(String id, Asked asked) {
        Parameters.of(asked.parameters());
        KeptMessage kept = find(id);
        if (kept.status() == KeptMessage.Status.ACCEPTED) {
            throw acceptedBefore(id);
        }
        Intake.Answered answered = intake.replay(kept);
        if (answered.again()) {
            throw acceptedBefore(id);
        }
        boolean accepted = answered.outcome().status() == IntakeOutcome.Status.ACCEPTED;
        ObjectNode json = MessageJson.of(find(id)).put("answer", answered.answer());
        json.set(
                "outcome",
                MessageJson.read(fhir.newJsonParser()
                        .encodeResourceToString(answered.outcome().toOperationOutcome())));
        return Reply.of(accepted ? 200 : 422, Accept.JSON, MessageJson.bytes(json));
    }

    private static RuntimeException acceptedBefore(String id) {
        return RequestProblem.conflict("The message " + id
                + " was accepted before: all that it says is stored, and replaying it would store it again. Only a message that"
                + " was refused can be replayed");
    }
}
