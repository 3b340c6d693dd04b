package org.myotome.intake.csv;

import java.io.IOException;
import java.io.OutputStream;

/**
 * The answer to a request whose body is still being read. Many clients read nothing of an answer before all of their body is
 * sent: if the server wrote on regardless, both would wait for each other. So at first no more is written than the connection holds
 * in any case, and the rest is kept until the body is read.
 */
final class SpooledAnswer extends OutputStream {

    /** What is written at once, and as much again for progress. */
    private static final int EARLY = 32 * 1024;

    private final OutputStream client;
    private final Spool rest = new Spool();
    private int early;
    private boolean released;

    SpooledAnswer(OutputStream client) {
        this.client = client;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (released || rest.isEmpty() && early + length <= EARLY) {
            early += length;
            client.write(bytes, offset, length);
        } else {
            rest.write(bytes, offset, length);
        }
    }

    /** Overtakes what is kept; is left out if the client has been told enough. */
    void overtake(byte[] line) throws IOException {
        if (released || early + line.length <= 2 * EARLY) {
            early += line.length;
            client.write(line);
            client.flush();
        }
    }

    /** Lets everything go to the client, which has sent all of its body. */
    void release() throws IOException {
        if (!released) {
            rest.copyTo(client);
            released = true;
        }
        client.flush();
    }

    @Override
    public void close() throws IOException {
        rest.close();
    }
}
