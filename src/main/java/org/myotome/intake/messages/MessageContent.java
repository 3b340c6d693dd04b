package org.myotome.intake.messages;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.myotome.RequestProblem;
import org.myotome.storage.messages.KeptMessage;

/** One message in the form that the client takes: all that is known of it, or the very bytes that came. */
final class MessageContent {

    private static final String BYTES = "application/octet-stream";

    private record Form(String mediaType, String extension) {}

    /** Of the formats whose messages have a media type; a message of any other is given as bytes. */
    private static final Map<String, Form> FORMS =
            Map.of("hl7v2", new Form("application/hl7-v2", "hl7"), "csv", new Form(Accept.CSV, "csv"));

    private MessageContent() {}

    static Reply reply(KeptMessage message, Optional<String> accept) {
        Optional<Form> form = Optional.ofNullable(FORMS.get(message.format()));
        List<String> offered = new ArrayList<>(List.of(Accept.JSON, BYTES));
        form.ifPresent(own -> offered.add(own.mediaType()));
        String wanted = Accept.best(accept, offered);
        if (wanted.equals(Accept.JSON)) {
            return Reply.of(200, Accept.JSON, MessageJson.bytes(MessageJson.whole(message)));
        }
        if (message.content().length == 0) {
            throw RequestProblem.gone("The content of message " + message.id()
                    + " was removed after the time for which contents of accepted messages are kept"
                    + " (myotome.intake.retention.accepted). What is left of it is given as " + Accept.JSON);
        }
        String charset = wanted.equals(BYTES)
                ? ""
                : MessageJson.charset(message.charset())
                        .map(known -> "; charset=" + known.name())
                        .orElse("");
        String file = message.id() + "." + form.map(Form::extension).orElse("bin");
        return Reply.of(200, wanted + charset, message.content())
                .with("Content-Disposition", "attachment; filename=\"" + file + "\"");
    }
}
