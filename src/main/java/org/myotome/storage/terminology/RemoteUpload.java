package org.myotome.storage.terminology;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Sends the files of a code system to a running server, which stores them and tells how far it is. */
final class RemoteUpload {

    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(10);
    private static final int OK = 200;

    private final UploadOptions options;
    private final Consumer<String> progress;

    /** @param progress is given the lines that the server writes, too */
    RemoteUpload(UploadOptions options, Consumer<String> progress) {
        this.options = options;
        this.progress = progress;
    }

    /** @return whether everything is stored */
    boolean run() throws IOException {
        Path parcel = Files.createTempFile("myotome-upload", ".zip");
        try {
            UploadParcel.pack(options.files(), parcel);
            return send(parcel);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        } finally {
            Files.delete(parcel);
        }
    }

    private boolean send(Path parcel) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address())
                .header("Content-Type", UploadParcel.MEDIA_TYPE)
                .POST(BodyPublishers.ofInputStream(() -> read(parcel)))
                .build();
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_WITHIN)
                .build();
        HttpResponse<Stream<String>> answer = client.send(request, BodyHandlers.ofLines());
        String last = "";
        try (Stream<String> lines = answer.body()) {
            for (Iterator<String> each = lines.iterator(); each.hasNext(); ) {
                last = each.next();
                progress.accept(last);
            }
        }
        if (answer.statusCode() == OK && last.startsWith(UploadServlet.DONE)) {
            return true;
        }
        if (!last.startsWith(TerminologyUpload.REFUSED)) {
            progress.accept(
                    TerminologyUpload.REFUSED + "the server at " + options.url().orElseThrow() + " answered with HTTP "
                            + answer.statusCode() + ", and its answer broke off. It can be uploaded again.");
        }
        return false;
    }

    private URI address() {
        return URI.create(options.url().orElseThrow() + UploadServlet.PATH + "?system="
                + URLEncoder.encode(options.system(), StandardCharsets.UTF_8));
    }

    /** Tells of each tenth that is sent. */
    private InputStream read(Path parcel) {
        try {
            long size = Files.size(parcel);
            return new FilterInputStream(Files.newInputStream(parcel)) {
                private long sent;

                @Override
                public int read(byte[] target, int offset, int length) throws IOException {
                    int count = super.read(target, offset, length);
                    long tenths = 10 * sent / size;
                    sent += Math.max(0, count);
                    if (10 * sent / size > tenths) {
                        progress.accept("sent: " + 100 * sent / size + " %");
                    }
                    return count;
                }
            };
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
