package org.myotome.storage.terminology;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** The files of an upload in one zip, as they go to a server: a release that is a zip itself stays one. */
final class UploadParcel {

    static final String MEDIA_TYPE = "application/zip";

    private UploadParcel() {}

    static void pack(List<Path> files, Path parcel) throws IOException {
        try (OutputStream out = Files.newOutputStream(parcel);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setLevel(Deflater.BEST_SPEED);
            for (Path file : files) {
                zip.putNextEntry(new ZipEntry(file.getFileName().toString()));
                Files.copy(file, zip);
                zip.closeEntry();
            }
        }
    }

    /**
     * The files, unpacked into a directory under the last parts of their names.
     *
     * @throws IllegalArgumentException if two have the same name, with a sentence for the sender
     */
    static List<Path> unpack(InputStream parcel, Path directory) throws IOException {
        List<Path> files = new ArrayList<>();
        try (ZipInputStream zip = new ZipInputStream(parcel)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (!entry.isDirectory()) {
                    Path file = directory.resolve(
                            Path.of(entry.getName()).getFileName().toString());
                    Files.copy(zip, file);
                    files.add(file);
                }
            }
        } catch (FileAlreadyExistsException twice) {
            throw new IllegalArgumentException(
                    "Two files have the name " + Path.of(twice.getFile()).getFileName() + ". Send each under its own.",
                    twice);
        }
        return files;
    }
}
