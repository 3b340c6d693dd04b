package org.myotome.intake.csv;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.apache.commons.io.input.BoundedInputStream;
import org.myotome.intake.IntakeIssue;
import org.myotome.intake.IntakeRefusal;
import org.myotome.intake.IntakeRule;
import org.myotome.intake.Place;

/** Unpacks a body, unless it unpacks to far more than any table does: such an archive is made to keep the server busy. */
final class GzipBody extends InputStream {

    /** Tables of grades, which repeat themselves much, shrink to a thirtieth. */
    private static final int RATIO = 200;

    private static final long FREE = 1 << 20;

    private final BoundedInputStream packed;
    private final InputStream unpacked;
    private long size;

    private GzipBody(BoundedInputStream packed) throws IOException {
        this.packed = packed;
        this.unpacked = new GZIPInputStream(packed, 1 << 16);
    }

    /** @throws IntakeRefusal here, and when it is read, if it is no gzip */
    static InputStream of(InputStream body) throws IOException {
        try {
            return new GzipBody(
                    BoundedInputStream.builder().setInputStream(body).get());
        } catch (ZipException | EOFException broken) {
            throw broken();
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count;
        try {
            count = unpacked.read(target, offset, length);
        } catch (ZipException | EOFException broken) {
            throw broken();
        }
        size += Math.max(0, count);
        if (size > FREE + RATIO * packed.getCount()) {
            throw refusal(
                    IntakeRule.TOO_LARGE,
                    "The body unpacks to more than " + RATIO + " times its size.",
                    "an archive of almost nothing",
                    "Send the table as it is.");
        }
        return count;
    }

    private static IntakeRefusal broken() {
        return refusal(
                IntakeRule.MALFORMED,
                "The body is said to be packed with gzip, and cannot be unpacked.",
                "something else, or a part of it",
                "Pack the table again, or send it as it is, without the header Content-Encoding.");
    }

    private static IntakeRefusal refusal(IntakeRule rule, String message, String sent, String fix) {
        return new IntakeRefusal(
                IntakeIssue.error(rule, Place.of("the body"), message, sent, "a table packed with gzip", fix));
    }
}
