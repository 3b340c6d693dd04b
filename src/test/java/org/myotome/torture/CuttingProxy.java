package org.myotome.torture;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Stands between a server and its database, and cuts connections as networks do. */
final class CuttingProxy implements AutoCloseable {

    private final ServerSocket listening;
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Set<Socket> swallowed = ConcurrentHashMap.newKeySet();
    private volatile boolean refusing;
    private volatile boolean silent;
    private volatile boolean swallowing;

    CuttingProxy(int target) throws IOException {
        this.target = target;
        listening = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        thread(this::accept);
    }

    int port() {
        return listening.getLocalPort();
    }

    /** Ends every connection with a reset; new ones are taken. */
    void cut() {
        open.forEach(CuttingProxy::reset);
    }

    /** Whether new connections end at once. */
    void refuse(boolean whether) {
        refusing = whether;
    }

    /** Whether new connections are taken and never answered, as by a balancer or a host that hangs. */
    void swallow(boolean whether) {
        swallowing = whether;
    }

    /** Whether nothing passes while the connections stay open, as when a cable is pulled. */
    void silence(boolean whether) {
        silent = whether;
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                if (refusing) {
                    reset(client);
                } else if (swallowing) {
                    swallowed.add(client);
                } else {
                    connect(client);
                }
            } catch (IOException e) {
                // This proxy is closed.
            }
        }
    }

    private void connect(Socket client) {
        try {
            Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
            open.add(client);
            open.add(server);
            thread(() -> pump(client, server));
            thread(() -> pump(server, client));
        } catch (IOException down) {
            reset(client);
        }
    }

    private void pump(Socket from, Socket to) {
        byte[] buffer = new byte[1 << 16];
        try {
            from.setTcpNoDelay(true);
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                while (silent) {
                    Thread.sleep(20);
                }
                out.write(buffer, 0, read);
            }
        } catch (IOException e) {
            // Either side has gone.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            reset(from);
            reset(to);
        }
    }

    private static void thread(Runnable work) {
        Thread thread = new Thread(work, "proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            // It is closed.
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        cut();
        swallowed.forEach(CuttingProxy::reset);
    }
}
