package org.myotome.bench;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A client in one thread, blocking, its connection kept alive. It shares the processors with the server, so it does no more
 * than HTTP/1.1 asks for: a request goes out in one piece, as curl, .NET and Node send small ones, and of an answer only the
 * status and the length are looked at. The JDK's clients need twice the time, which counts most where a server is fast.
 */
final class Connection {

    private final URI base;
    private @Nullable Socket socket;
    private @Nullable InputStream answers;

    /**
     * @param base the FHIR endpoint, without a slash at the end
     */
    Connection(String base) {
        this.base = URI.create(base);
    }

    /**
     * Sends a request, reads the answer to its end and forgets it.
     *
     * @throws IOException if it cannot be sent
     * @throws IllegalStateException if the status is not one of success
     */
    void send(Request request) throws IOException {
        exchange(request, null);
    }

    /** The same, and returns the body of the answer. */
    String ask(Request request) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        exchange(request, body);
        return body.toString(StandardCharsets.UTF_8);
    }

    private void exchange(Request request, @Nullable ByteArrayOutputStream body) throws IOException {
        Head head = begin(request);
        if (head.status < 200 || head.status > 299) {
            ByteArrayOutputStream error = new ByteArrayOutputStream();
            end(head, error);
            throw new IllegalStateException(request.method() + " " + request.path() + " was answered with "
                    + head.status + ": " + error.toString(StandardCharsets.UTF_8));
        }
        end(head, body);
    }

    /** The status of the answer; 0 if there is nobody who answers. */
    int status(Request request) {
        try {
            Head head = begin(request);
            end(head, null);
            return head.status;
        } catch (IOException nobody) {
            close();
            return 0;
        }
    }

    /**
     * What an answer begins with.
     *
     * @param length bytes of the body, or -1 if it comes in chunks
     */
    private record Head(int status, long length, boolean last) {}

    private Head begin(Request request) throws IOException {
        if (socket == null) {
            socket = new Socket(base.getHost(), base.getPort());
            socket.setTcpNoDelay(true);
            answers = new BufferedInputStream(socket.getInputStream(), 1 << 16);
        }
        byte[] body = request.body().getBytes(StandardCharsets.UTF_8);
        StringBuilder text = new StringBuilder(body.length + 512)
                .append(request.method() + ' ' + base.getRawPath() + request.path())
                .append(" HTTP/1.1\r\nHost: " + base.getAuthority() + "\r\nAccept: application/fhir+json\r\n");
        for (int i = 0; i < request.header().length; i += 2) {
            text.append(request.header()[i] + ": " + request.header()[i + 1] + "\r\n");
        }
        if (body.length > 0) {
            text.append("Content-Type: application/fhir+json\r\nContent-Length: " + body.length + "\r\n");
        }
        text.append("\r\n").append(request.body());
        OutputStream out = socket.getOutputStream();
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
        return head();
    }

    private Head head() throws IOException {
        int status = Integer.parseInt(line().split(" ", 3)[1]);
        long length = status == 204 || status == 304 ? 0 : -1;
        boolean last = false;
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
            if (name.equals("content-length")) {
                length = Long.parseLong(line.substring(colon + 1).strip());
            } else if (name.equals("connection")) {
                last = line.substring(colon + 1).strip().equalsIgnoreCase("close");
            }
        }
        return new Head(status, length, last);
    }

    private void end(Head head, @Nullable ByteArrayOutputStream body) throws IOException {
        if (head.length >= 0) {
            read(head.length, body);
        } else {
            for (long chunk = size(); chunk > 0; chunk = size()) {
                read(chunk, body);
                line();
            }
            line();
        }
        if (head.last) {
            close();
        }
    }

    private long size() throws IOException {
        return Long.parseLong(line().split(";", 2)[0].strip(), 16);
    }

    private void read(long length, @Nullable ByteArrayOutputStream body) throws IOException {
        if (body == null) {
            answers().skipNBytes(length);
        } else {
            body.write(answers().readNBytes((int) length));
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder(64);
        for (int next = answers().read(); next != '\n'; next = answers().read()) {
            if (next < 0) {
                throw new EOFException("The connection was closed in the middle of an answer");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    private InputStream answers() {
        if (answers == null) {
            throw new IllegalStateException("No request was sent");
        }
        return answers;
    }

    private void close() {
        if (socket != null) {
            try {
                socket.close();
            } catch (IOException gone) {
                // It is closed.
            }
            socket = null;
        }
    }
}
