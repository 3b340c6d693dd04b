package org.myotome.intake.storing;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import org.myotome.guide.Guide;

/**
 * Ids that follow from what they name (RFC 9562, version 5): who stores the same again, at the same moment on another server
 * even, comes to the same id, and the database takes it once.
 */
final class Names {

    private Names() {}

    /** @param parts which together name one thing, of no other kind */
    static String of(String kind, String... parts) {
        StringBuilder name = new StringBuilder(Guide.BASE).append('/').append(kind);
        for (String part : parts) {
            // With its length, so that no two lists of parts are one text.
            name.append('|').append(part.length()).append(':').append(part);
        }
        byte[] hash = sha1(name.toString().getBytes(StandardCharsets.UTF_8));
        hash[6] = (byte) (hash[6] & 0x0f | 0x50);
        hash[8] = (byte) (hash[8] & 0x3f | 0x80);
        ByteBuffer bytes = ByteBuffer.wrap(hash);
        return new UUID(bytes.getLong(), bytes.getLong()).toString();
    }

    private static byte[] sha1(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-1", e);
        }
    }
}
