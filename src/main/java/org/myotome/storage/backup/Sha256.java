package org.myotome.storage.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The check sum of what is written. */
final class Sha256 {

    private final MessageDigest digest;

    Sha256() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** The same stream, of which the check sum is made. */
    OutputStream of(OutputStream out) {
        return new DigestOutputStream(out, digest);
    }

    /** In hexadecimal digits, once. */
    String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }

    /** That of a file. */
    static String of(Path file) throws IOException {
        Sha256 sum = new Sha256();
        try (InputStream in = Files.newInputStream(file);
                OutputStream out = sum.of(OutputStream.nullOutputStream())) {
            in.transferTo(out);
        }
        return sum.hex();
    }
}
