package org.myotome.intake.hl7v2;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.myotome.intake.Channel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One sender: message, answer, message, answer. It never waits longer than its limits; whoever watches it closes the socket
 * under it then, which ends every read, write and handshake.
 */
final class MllpConnection implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(MllpConnection.class);
    private static final Duration NO_LIMIT = Duration.ofDays(365);

    private final Socket plain;
    private final MllpProperties properties;
    private final @Nullable MllpTls tls;
    private final Hl7Receiver receiver;
    private final Semaphore large;
    /** Of {@link System#nanoTime}. */
    private long deadline;

    private boolean working;
    private boolean stopping;

    MllpConnection(
            Socket plain, MllpProperties properties, @Nullable MllpTls tls, Hl7Receiver receiver, Semaphore large) {
        this.plain = plain;
        this.properties = properties;
        this.tls = tls;
        this.receiver = receiver;
        this.large = large;
        waitAtMost(properties.messageTimeout());
    }

    @Override
    public void run() {
        try (plain) {
            plain.setTcpNoDelay(true);
            converse(tls == null ? plain : tls.over(plain));
        } catch (IOException e) {
            // Senders come and go; there is nothing for an operator to do.
            LOG.debug("A connection has ended: {}", e.getClass().getName());
        }
    }

    private void converse(Socket socket) throws IOException {
        waitAtMost(properties.idleTimeout());
        try (socket;
                MllpReader reader = new MllpReader(
                        socket.getInputStream(),
                        (int) properties.maxMessageSize().toBytes(),
                        large,
                        () -> waitAtMost(properties.messageTimeout()))) {
            Optional<MllpFrame> frame = reader.next();
            while (frame.isPresent() && beginsWork()) {
                Hl7Receiver.Reply reply = reply(frame.get());
                waitAtMost(properties.messageTimeout());
                send(reply, socket.getOutputStream());
                if (!endsWork() || !frame.get().ended()) {
                    return;
                }
                frame = reader.next();
            }
        }
    }

    private Hl7Receiver.Reply reply(MllpFrame frame) {
        return frame.refusal()
                .map(issue -> receiver.refuse(frame.content(), Channel.MLLP, issue))
                .orElseGet(() -> receiver.receive(frame.content(), Channel.MLLP, Optional.empty()));
    }

    private static void send(Hl7Receiver.Reply reply, OutputStream out) throws IOException {
        if (reply.text().isEmpty()) {
            return;
        }
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(MllpReader.START);
        frame.writeBytes(reply.bytes());
        frame.write(MllpReader.END);
        frame.write(MllpReader.CARRIAGE_RETURN);
        frame.writeTo(out);
        out.flush();
    }

    private synchronized void waitAtMost(Duration time) {
        deadline = System.nanoTime() + time.toNanos();
    }

    /** The work on a message is not cut short: the database has limits of its own. */
    private synchronized boolean beginsWork() {
        working = !stopping;
        waitAtMost(NO_LIMIT);
        return working;
    }

    /** Whether another message may follow. */
    private synchronized boolean endsWork() {
        working = false;
        waitAtMost(properties.idleTimeout());
        return !stopping;
    }

    /** @param now of {@link System#nanoTime} */
    synchronized void closeIfLate(long now) {
        if (deadline - now < 0) {
            close();
        }
    }

    /** The message that is being worked on is finished and answered; one that is still being read was promised nothing. */
    synchronized void stop() {
        stopping = true;
        if (!working) {
            close();
        }
    }

    /** Whatever it is doing. */
    void close() {
        try {
            plain.close();
        } catch (IOException e) {
            LOG.debug("A connection could not be closed: {}", e.getClass().getName());
        }
    }
}
