package org.myotome.intake.hl7v2;

import jakarta.servlet.http.HttpServletRequest;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.springframework.util.InvalidMimeTypeException;
import org.springframework.util.MimeType;
import org.springframework.util.unit.DataSize;

/**
 * What a client posts.
 *
 * @param mediaType in which it is answered as well
 * @param charset of the Content-Type, where it names one
 * @param dryRun whether it only wants to know what would be stored
 */
record Hl7Request(byte[] body, String mediaType, Optional<Charset> charset, boolean dryRun) {

    /** The second is what the convention became at HL7. Not text/plain: any web page may have a browser post that here. */
    private static final List<String> MEDIA_TYPES =
            List.of("application/hl7-v2", "application/hl7-v2+er7", "x-application/hl7-v2+er7");

    /** @throws HttpRefusal if it is no request for this address */
    static Hl7Request of(HttpServletRequest request, DataSize limit) throws IOException {
        MimeType type = contentType(Objects.requireNonNullElse(request.getContentType(), ""));
        String mediaType = type.getType() + "/" + type.getSubtype();
        Optional<Charset> charset =
                Optional.ofNullable(type.getParameter("charset")).map(Hl7Request::charset);
        boolean dryRun = dryRun(Objects.requireNonNullElse(request.getQueryString(), ""));
        return new Hl7Request(body(request, limit), mediaType, charset, dryRun);
    }

    private static MimeType contentType(String sent) {
        try {
            MimeType type = MimeType.valueOf(sent);
            if (MEDIA_TYPES.contains(type.getType() + "/" + type.getSubtype())) {
                return type;
            }
        } catch (InvalidMimeTypeException e) {
            // Said below.
        }
        throw new HttpRefusal(
                415,
                "The Content-Type is " + (sent.isEmpty() ? "missing" : shown(sent)) + ": send " + MEDIA_TYPES.get(0)
                        + ", or " + String.join(", ", MEDIA_TYPES.subList(1, MEDIA_TYPES.size()))
                        + ", with the charset in which the message is written");
    }

    private static Charset charset(String sent) {
        String name = sent.replace("\"", "").strip();
        try {
            Charset charset = Charset.forName(name);
            if (CharacterSets.isRead(charset)) {
                return charset;
            }
        } catch (IllegalArgumentException e) {
            // Said below.
        }
        throw new HttpRefusal(
                415,
                "The charset " + shown(name) + " is not read: send US-ASCII, ISO-8859-1 to ISO-8859-9, ISO-8859-15 or "
                        + "UTF-8");
    }

    /** Nothing else passes: a trial that is asked for in other words would store. */
    private static boolean dryRun(String query) {
        return switch (query) {
            case "", "dry-run=false" -> false;
            case "dry-run=true" -> true;
            default ->
                throw new HttpRefusal(
                        400, "The query is " + shown(query) + ": send dry-run=true, dry-run=false or none");
        };
    }

    private static byte[] body(HttpServletRequest request, DataSize limit) throws IOException {
        String encoding = Objects.requireNonNullElse(request.getHeader("Content-Encoding"), "identity");
        if (!Set.of("gzip", "identity").contains(encoding.toLowerCase(Locale.ROOT))) {
            throw new HttpRefusal(
                    415, "The encoding " + shown(encoding) + " is not unpacked here: send gzip, or the body as it is");
        }
        try {
            InputStream raw = request.getInputStream();
            InputStream body = encoding.equalsIgnoreCase("gzip") ? new GZIPInputStream(raw) : raw;
            byte[] bytes = body.readNBytes((int) limit.toBytes() + 1);
            if (bytes.length > limit.toBytes()) {
                throw new HttpRefusal(
                        413,
                        MllpContent.tooLarge(limit, "myotome.intake.mllp.max-message-size")
                                .inWords());
            }
            return bytes;
        } catch (ZipException | EOFException e) {
            throw new HttpRefusal(400, "The body cannot be read: it is cut off, or no gzip where the header says so");
        }
    }

    private static String shown(String sent) {
        String text = sent.replaceAll("[^\\x20-\\x7E]", "?");
        return text.length() <= 60 ? text : text.substring(0, 60) + "...";
    }
}
