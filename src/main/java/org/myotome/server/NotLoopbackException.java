package org.myotome.server;

/** The server was told to listen where others can reach it, and has nothing to tell them apart by. */
final class NotLoopbackException extends RuntimeException {

    private static final long serialVersionUID = 1;

    NotLoopbackException(String address) {
        super("server.address is " + address
                + ", but no authorization is configured: patient data would be open to the network. "
                + "Leave it at 127.0.0.1, or admit only who shows a certificate that you trust: server.ssl.certificate, "
                + "server.ssl.certificate-private-key, server.ssl.client-auth=need, server.ssl.trust-certificate.");
    }
}
