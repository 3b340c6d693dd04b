package org.myotome.intake.hl7v2;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A sender of HL7 v2 messages that knows nothing of Myotome: nothing but the JDK is needed to run it.
 * {@code java -cp target/test-classes org.myotome.intake.hl7v2.MllpClient HOST PORT FILE…} sends each file and prints its answer.
 */
final class MllpClient implements Closeable {

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    MllpClient(Socket socket) throws IOException {
        this.socket = socket;
        in = socket.getInputStream();
        out = socket.getOutputStream();
    }

    static MllpClient to(int port) throws IOException {
        Socket socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(30_000);
        return new MllpClient(socket);
    }

    public static void main(String[] args) throws IOException {
        try (MllpClient client = new MllpClient(new Socket(args[0], Integer.parseInt(args[1])))) {
            for (int i = 2; i < args.length; i++) {
                client.send(Files.readAllBytes(Path.of(args[i])));
                System.out.println(client.answer().replace('\r', '\n'));
            }
        }
    }

    void send(byte[] message) throws IOException {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(0x0B);
        frame.writeBytes(message);
        frame.write(0x1C);
        frame.write('\r');
        raw(frame.toByteArray());
    }

    void raw(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /** @throws EOFException if the connection ends before it */
    String answer() throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        if (in.read() != 0x0B) {
            throw new EOFException("No answer");
        }
        for (int next = in.read(); next != 0x1C; next = in.read()) {
            if (next < 0) {
                throw new EOFException("Half an answer");
            }
            answer.write(next);
        }
        in.read();
        return answer.toString(StandardCharsets.UTF_8);
    }

    String exchange(byte[] message) throws IOException {
        send(message);
        return answer();
    }

    /** Whether the other side has ended it: by an end or a reset, and without another byte. */
    boolean isEnded() {
        try {
            return in.read() < 0;
        } catch (java.net.SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
