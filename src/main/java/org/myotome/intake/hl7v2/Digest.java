package org.myotome.intake.hl7v2;

import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;

/** SHA-256 in hexadecimal digits: a name for what has none. */
final class Digest {

    private Digest() {}

    static String of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    static String of(byte[] content) {
        return Hashing.sha256().hashBytes(content).toString();
    }
}
