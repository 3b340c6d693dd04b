package org.myotome.intake.csv;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Holds bytes until somebody may have them: few of them in memory, many in a file that only this user can read. */
final class Spool extends OutputStream {

    private static final int IN_MEMORY = 1 << 16;

    private final ByteArrayOutputStream memory = new ByteArrayOutputStream();
    private @Nullable Path file;
    private @Nullable OutputStream disk;

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (disk == null && memory.size() + length > IN_MEMORY) {
            file = Files.createTempFile("myotome-report", ".tmp");
            disk = Files.newOutputStream(file);
            memory.writeTo(disk);
            memory.reset();
        }
        (disk == null ? memory : disk).write(bytes, offset, length);
    }

    void write(String text) throws IOException {
        write(text.getBytes(StandardCharsets.UTF_8));
    }

    boolean isEmpty() {
        return disk == null && memory.size() == 0;
    }

    /** Nothing may be written after it. */
    void copyTo(OutputStream out) throws IOException {
        if (disk == null || file == null) {
            memory.writeTo(out);
        } else {
            disk.close();
            Files.copy(file, out);
        }
    }

    @Override
    public void close() throws IOException {
        if (disk != null && file != null) {
            disk.close();
            Files.deleteIfExists(file);
        }
    }
}
