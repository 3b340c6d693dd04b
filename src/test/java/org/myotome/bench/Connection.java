package org.myotome.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * A client in one thread: blocking, its connection kept alive. The JDK's plain connection takes the least of the processors
 * that it shares with the server, and so flatters neither. It collects the body: with a fixed length it would wait for a
 * millisecond before each request to see whether the connection was closed, which is longer than many an answer takes.
 */
final class Connection {

    static {
        // A request that is sent twice would be counted once.
        System.setProperty("sun.net.http.retryPost", "false");
        System.setProperty("http.maxConnections", "64");
    }

    private final String base;
    private final byte[] buffer = new byte[1 << 16];

    /**
     * @param base the FHIR endpoint, without a slash at the end
     */
    Connection(String base) {
        this.base = base;
    }

    /**
     * Sends a request, reads the answer to its end and forgets it.
     *
     * @throws IOException if it cannot be sent
     * @throws IllegalStateException if the status is not one of success
     */
    void send(Request request) throws IOException {
        HttpURLConnection sent = open(request);
        try (InputStream answer = success(sent, request)) {
            while (answer.read(buffer) >= 0) {
                // Only reading to the end frees the connection.
            }
        }
    }

    /** The same, and returns the body of the answer. */
    String ask(Request request) throws IOException {
        HttpURLConnection sent = open(request);
        try (InputStream answer = success(sent, request)) {
            return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The status of the answer; 0 if there is nobody who answers. */
    int status(Request request) {
        try {
            return open(request).getResponseCode();
        } catch (IOException nobody) {
            return 0;
        }
    }

    private HttpURLConnection open(Request request) throws IOException {
        HttpURLConnection sent =
                (HttpURLConnection) URI.create(base + request.path()).toURL().openConnection();
        sent.setRequestMethod(request.method());
        sent.setRequestProperty("Accept", "application/fhir+json");
        for (int i = 0; i < request.header().length; i += 2) {
            sent.setRequestProperty(request.header()[i], request.header()[i + 1]);
        }
        if (!request.body().isEmpty()) {
            byte[] body = request.body().getBytes(StandardCharsets.UTF_8);
            sent.setDoOutput(true);
            sent.setRequestProperty("Content-Type", "application/fhir+json");
            sent.getOutputStream().write(body);
        }
        return sent;
    }

    private InputStream success(HttpURLConnection sent, Request request) throws IOException {
        int status = sent.getResponseCode();
        if (status < 200 || status > 299) {
            throw new IllegalStateException(
                    request.method() + " " + request.path() + " was answered with " + status + ": " + error(sent));
        }
        return sent.getInputStream();
    }

    private static String error(HttpURLConnection sent) throws IOException {
        InputStream error = sent.getErrorStream();
        if (error == null) {
            return "";
        }
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        error.transferTo(text);
        return text.toString(StandardCharsets.UTF_8);
    }
}
