package org.myotome.torture.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One request as it goes over the wire, which need not be one that a client library would send.
 *
 * @param path from the root of the server
 * @param headers lines
 */
public record Shot(String method, String path, List<String> headers, byte[] body) {

    private static final int PATIENCE_MILLISECONDS = 60_000;
    private static final int SHOWN = 300;

    static Shot get(String path, String... headers) {
        return new Shot("GET", path, List.of(headers), new byte[0]);
    }

    static Shot post(String path, String contentType, byte[] body) {
        return new Shot("POST", path, List.of("Content-Type: " + contentType), body);
    }

    Shot and(String header) {
        List<String> more = new ArrayList<>(headers);
        more.add(header);
        return new Shot(method, path, more, body);
    }

    /** Sends it, and reads the answer to its end. */
    public Hit at(int port) {
        long start = System.nanoTime();
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout(PATIENCE_MILLISECONDS);
            try {
                socket.getOutputStream().write(bytes());
                socket.getOutputStream().flush();
            } catch (IOException refusedEarly) {
                // The answer may be there all the same.
            }
            byte[] answer = read(socket);
            return new Hit(new String(answer, StandardCharsets.UTF_8), (System.nanoTime() - start) / 1_000_000);
        } catch (IOException e) {
            return new Hit("", (System.nanoTime() - start) / 1_000_000);
        }
    }

    private static byte[] read(Socket socket) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] buffer = new byte[1 << 14];
        try {
            for (int read = socket.getInputStream().read(buffer);
                    read >= 0;
                    read = socket.getInputStream().read(buffer)) {
                all.write(buffer, 0, read);
            }
        } catch (IOException reset) {
            // What came before counts.
        }
        return all.toByteArray();
    }

    private byte[] bytes() {
        StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n");
        headers.forEach(header -> head.append(header).append("\r\n"));
        head.append("Connection: close\r\n");
        if (body.length > 0) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        try {
            whole.write(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
            whole.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return whole.toByteArray();
    }

    /** @param words which an answer quotes */
    boolean says(String words) {
        return (path + headers + new String(body, StandardCharsets.UTF_8)).contains(words);
    }

    @Override
    public String toString() {
        String text = method + " " + path + " " + headers + " "
                + new String(body, 0, Math.min(body.length, 2 * SHOWN), StandardCharsets.UTF_8);
        return text.length() > 4 * SHOWN ? text.substring(0, 4 * SHOWN) + "…" : text;
    }
}
