package org.myotome.storage.backup;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** The files of a backup on their way from a server, as a zip. The manifest is the last one, and says that nothing is missing. */
final class ZippedBackup implements BackupFiles, AutoCloseable {

    static final String CONTENT_TYPE = "application/zip";

    private final ZipOutputStream zip;

    ZippedBackup(OutputStream out) {
        zip = new ZipOutputStream(out);
        // The way is short, and the server has other things to do.
        zip.setLevel(Deflater.BEST_SPEED);
    }

    @Override
    public OutputStream next(String name) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        return new FilterOutputStream(zip) {

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                zip.write(bytes, offset, length);
            }

            @Override
            public void close() throws IOException {
                zip.closeEntry();
            }
        };
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    /**
     * Takes them out.
     *
     * @throws BackupException if not everything came
     */
    static Manifest unpack(InputStream in, BackupFiles files) throws IOException {
        Map<String, String> sums = new HashMap<>();
        byte[] manifest = {};
        try (ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals(Manifest.FILE)) {
                    manifest = zip.readAllBytes();
                } else if (entry.getName().equals(EmbeddedBackup.DATABASE)) {
                    Sha256 sum = new Sha256();
                    try (OutputStream out = sum.of(files.next(entry.getName()))) {
                        zip.transferTo(out);
                    }
                    sums.put(entry.getName(), sum.hex());
                } else {
                    throw new BackupException("The server sent a file that no backup has: " + entry.getName());
                }
            }
        } catch (ZipException | java.io.EOFException broken) {
            throw new BackupException(
                    "The backup broke off on its way: " + broken.getMessage() + ". Try again", broken);
        }
        if (manifest.length == 0) {
            throw new BackupException("The backup broke off on its way; the log of the server may say why. Try again");
        }
        Manifest read = Manifest.of(manifest);
        for (Manifest.StoredFile file : read.files()) {
            if (!file.sha256().equals(sums.get(file.name()))) {
                throw new BackupException(file.name() + " did not come as the server sent it. Try again");
            }
        }
        try (OutputStream out = files.next(Manifest.FILE)) {
            out.write(manifest);
        }
        return read;
    }
}
