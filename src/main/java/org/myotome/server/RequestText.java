package org.myotome.server;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The words of a request. */
final class RequestText {

    private static final String KEY = RequestText.class.getName();

    private RequestText() {}

    /** Several ask for the words of one request. */
    private record Decoded(byte[] bytes, Charset charset, String text) {}

    /**
     * The body as it was sent; UTF-8 unless the client names another charset, as FHIR prescribes.
     *
     * @throws InvalidRequestException if the bytes are not of that charset: a guess would lose names without a word
     */
    static String of(RequestDetails request) {
        Charset charset = charset(request);
        byte[] bytes = request.loadRequestContents();
        if (request.getUserData().get(KEY) instanceof Decoded known
                && known.bytes() == bytes
                && known.charset().equals(charset)) {
            return known.text();
        }
        try {
            String text = charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            request.getUserData().put(KEY, new Decoded(bytes, charset, text));
            return text;
        } catch (CharacterCodingException e) {
            throw new InvalidRequestException("The body is not " + charset + ": send UTF-8, or name the charset", e);
        }
    }

    static Charset charset(RequestDetails request) {
        return Objects.requireNonNullElse(request.getCharset(), StandardCharsets.UTF_8);
    }
}
