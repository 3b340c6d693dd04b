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

    private RequestText() {}

    /**
     * The body as it was sent; UTF-8 unless the client names another charset, as FHIR prescribes.
     *
     * @throws InvalidRequestException if the bytes are not of that charset: a guess would lose names without a word
     */
    static String of(RequestDetails request) {
        Charset charset = charset(request);
        try {
            return charset.newDecoder()
                    .decode(ByteBuffer.wrap(request.loadRequestContents()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new InvalidRequestException("The body is not " + charset + ": send UTF-8, or name the charset", e);
        }
    }

    static Charset charset(RequestDetails request) {
        return Objects.requireNonNullElse(request.getCharset(), StandardCharsets.UTF_8);
    }
}
