package org.myotome.intake.hl7v2;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;

/**
 * Listens for HL7 v2 messages over MLLP. The port is taken early, so that a start fails where it is not free, and connections
 * are accepted when the server is ready; it is the first to stop, while all that its last messages need still runs.
 */
public final class MllpListener implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger("org.myotome.Myotome");
    private static final int WAITING = 50;
    private static final long ACCEPTOR_ENDS_WITHIN_MILLIS = 2000;

    private final MllpProperties properties;
    private final Hl7Receiver receiver;
    private volatile @Nullable ServerSocket server;
    private volatile @Nullable MllpConnections connections;
    private volatile @Nullable Thread acceptor;

    MllpListener(MllpProperties properties, Hl7Receiver receiver) {
        this.properties = properties;
        this.receiver = receiver;
    }

    @Override
    public synchronized void start() {
        InetAddress address = properties.address();
        if (!properties.knowsSenders()) {
            throw new MllpStartException(
                    "myotome.intake.mllp.address is " + address.getHostAddress()
                            + ", but no authorization is configured: anybody on the network could send messages.",
                    "Leave it at 127.0.0.1, or have senders show a certificate: myotome.intake.mllp.tls.client-auth=need.",
                    null);
        }
        MllpTls tls = properties.tls() == null ? null : MllpTls.of(properties.tls());
        server = bind(address, properties.port());
        connections = new MllpConnections(properties, tls, receiver);
    }

    private static ServerSocket bind(InetAddress address, int port) {
        ServerSocket server = null;
        try {
            server = new ServerSocket();
            server.setReuseAddress(true);
            server.bind(new InetSocketAddress(address, port), WAITING);
            return server;
        } catch (IOException e) {
            close(server);
            String why = e instanceof BindException ? "is not free" : "cannot be used";
            throw new MllpStartException(
                    "Port " + port + " of " + address.getHostAddress() + ", for HL7 v2 messages over MLLP, " + why
                            + ".",
                    "Stop the program that uses it, name another port with myotome.intake.mllp.port, or do without: "
                            + "myotome.intake.mllp.enabled=false.",
                    e);
        }
    }

    @EventListener
    void whenReady(AvailabilityChangeEvent<ReadinessState> event) {
        if (event.getState() == ReadinessState.ACCEPTING_TRAFFIC) {
            accept();
        }
    }

    synchronized void accept() {
        if (server == null || connections == null) {
            return;
        }
        ServerSocket listening = server;
        MllpConnections accepted = connections;
        acceptor = new Thread(() -> acceptAll(listening, accepted), "mllp-accept");
        acceptor.setDaemon(true);
        acceptor.start();
        LOG.info("MLLP at {}:{}", properties.address().getHostAddress(), port());
    }

    private static void acceptAll(ServerSocket server, MllpConnections connections) {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                connections.begin(socket);
            } catch (IOException e) {
                if (!server.isClosed()) {
                    LOG.warn(
                            "A connection for MLLP could not be accepted: {}",
                            e.getClass().getName());
                    MllpConnections.pause();
                }
            }
        }
    }

    /** The one that it listens on, where any free one was asked for. */
    public synchronized int port() {
        if (server == null) {
            throw new IllegalStateException("It does not listen");
        }
        return server.getLocalPort();
    }

    /** How many connections were closed at once because there were too many. */
    synchronized long refusedConnections() {
        return connections == null ? 0 : connections.refused();
    }

    /**
     * How it is doing.
     *
     * @param accepts whether somebody waits for connections
     * @param port 0 if it does not listen
     * @param connections that are open
     * @param refused connections that were closed at once because there were too many, since the start
     */
    public record Listening(boolean accepts, int port, int connections, long refused) {}

    /** Does not wait for a stop that is under way. */
    public Listening listening() {
        ServerSocket listening = server;
        MllpConnections accepted = connections;
        Thread accepting = acceptor;
        return new Listening(
                listening != null && accepting != null && accepting.isAlive(),
                listening == null ? 0 : listening.getLocalPort(),
                accepted == null ? 0 : accepted.count(),
                accepted == null ? 0 : accepted.refused());
    }

    @Override
    public synchronized void stop() {
        close(server);
        if (connections != null) {
            awaitAcceptor();
            connections.close();
        }
        server = null;
        connections = null;
        acceptor = null;
    }

    /** The port is free only when no thread waits for a connection to it. */
    private void awaitAcceptor() {
        try {
            if (acceptor != null) {
                acceptor.join(ACCEPTOR_ENDS_WITHIN_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void close(@Nullable ServerSocket server) {
        try {
            if (server != null) {
                server.close();
            }
        } catch (IOException e) {
            LOG.warn("The port for MLLP could not be closed: {}", e.getClass().getName());
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return server != null;
    }
}
