package org.myotome.storage.terminology;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
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
                zip.putNextEntry(new ZipEntry(entry(file)));
                Files.copy(file, zip);
                zip.closeEntry();
            }
        }
    }

    /** The name in a zip: the loader knows some files of a release by the folders they are in. Never one outside of it. */
    static String entry(Path file) {
        return StreamSupport.stream(file.normalize().spliterator(), false)
                .map(Path::toString)
                .filter(part -> !part.equals(".."))
                .collect(Collectors.joining("/"));
    }

    /**
     * The files, unpacked into a directory with the folders they are in.
     *
     * @throws IllegalArgumentException if two have the same name, with a sentence for the sender
     */
    static List<Path> unpack(InputStream parcel, Path directory) throws IOException {
        List<Path> files = new ArrayList<>();
        try (ZipInputStream zip = new ZipInputStream(parcel)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (!entry.isDirectory()) {
                    Path file = directory.resolve(entry(Path.of(entry.getName())));
                    Files.createDirectories(Objects.requireNonNull(file.getParent()));
                    Files.copy(zip, file);
                    files.add(file);
                }
            }
        } catch (FileAlreadyExistsException twice) {
            throw new IllegalArgumentException(
                    "Two files have the name " + directory.relativize(Path.of(twice.getFile()))
                            + ". Send each under its own.",
                    twice);
        }
        return files;
    }
}
