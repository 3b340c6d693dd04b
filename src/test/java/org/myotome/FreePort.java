package org.myotome;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Ports for servers that are stopped and started again where they were. They lie below those that systems give to clients by
 * themselves (from 32768 on Linux, 49152 elsewhere): while such a server is away, a client that tries to connect to it may be given
 * its very port, and then the server cannot start again.
 */
public final class FreePort {

    private static final int LEAST = 20_000;
    private static final int END = 32_768;

    private static final Random RANDOM = new Random();
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private FreePort() {}

    /** @return a port that nothing listens to, and that was not given before in this process */
    public static int next() {
        int port;
        do {
            port = RANDOM.nextInt(LEAST, END);
        } while (!isFree(port) || !GIVEN.add(port));
        return port;
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port)) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
