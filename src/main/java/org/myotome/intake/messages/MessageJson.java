package org.myotome.intake.messages;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.myotome.storage.messages.KeptMessage;
import org.myotome.storage.messages.KeptMessage.Reason;
import org.myotome.storage.messages.MessageSummary;

/** What is said of a message, in JSON. */
final class MessageJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private MessageJson() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static byte[] bytes(ObjectNode json) {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree of JSON could not be written", e);
        }
    }

    /** Nothing of its content. */
    static ObjectNode of(MessageSummary message) {
        ObjectNode json = object().put("id", message.id())
                .put("received", message.received().toString())
                .put("sender", message.sender())
                .put("controlId", message.controlId())
                .put("type", message.type())
                .put("format", message.format())
                .put("channel", message.channel())
                .put("status", code(message.status()))
                .put("attempts", message.attempts())
                .put("worked", message.worked().toString())
                .put("stored", message.stored());
        message.rules().forEach(json.putArray("rules")::add);
        return json;
    }

    /** Nothing of its content. */
    static ObjectNode of(KeptMessage message) {
        ObjectNode json = of(new MessageSummary(
                message.id(),
                message.format(),
                message.channel(),
                message.sender(),
                message.controlId(),
                message.type(),
                message.received(),
                message.status(),
                message.attempts(),
                message.worked(),
                message.stored(),
                message.reasons().stream().map(Reason::rule).distinct().toList()));
        unmapped(message.reasons(), json.putArray("unmapped"));
        return json;
    }

    private static void unmapped(List<Reason> reasons, ArrayNode codes) {
        reasons.stream()
                .filter(reason -> !(reason.unmappedSystem() + reason.unmappedCode() + reason.unmappedText()).isEmpty())
                .forEach(reason -> codes.addObject()
                        .put("system", reason.unmappedSystem())
                        .put("code", reason.unmappedCode())
                        .put("text", reason.unmappedText()));
    }

    /** With its content, as text if it is text. */
    static ObjectNode whole(KeptMessage message) {
        ObjectNode json = of(message).put("answer", message.answer());
        if (!message.outcome().isEmpty()) {
            json.set("outcome", read(message.outcome()));
        }
        json.put("charset", message.charset());
        if (message.content().length == 0) {
            return json.put("contentRemoved", true);
        }
        return text(message)
                .map(text -> json.put("content", text))
                .orElseGet(() -> json.put("contentBase64", message.content()));
    }

    static ObjectNode read(String json) {
        try {
            return (ObjectNode) JSON.readTree(json);
        } catch (JsonProcessingException | ClassCastException e) {
            throw new IllegalStateException("The outcome of a message is no object in JSON", e);
        }
    }

    private static Optional<String> text(KeptMessage message) {
        return charset(message.charset()).flatMap(charset -> text(message.content(), charset));
    }

    private static Optional<String> text(byte[] content, Charset charset) {
        try {
            return Optional.of(
                    charset.newDecoder().decode(ByteBuffer.wrap(content)).toString());
        } catch (CharacterCodingException noText) {
            return Optional.empty();
        }
    }

    /** Empty if there is no such character set. */
    static Optional<Charset> charset(String name) {
        try {
            return Optional.of(Charset.forName(name));
        } catch (IllegalArgumentException unknown) {
            return Optional.empty();
        }
    }

    static String code(KeptMessage.Status status) {
        return status.name().toLowerCase(Locale.ROOT);
    }

    /** Empty if there is no such status. */
    static Optional<KeptMessage.Status> status(String code) {
        return Arrays.stream(KeptMessage.Status.values())
                .filter(status -> code(status).equals(code))
                .findFirst();
    }
}
