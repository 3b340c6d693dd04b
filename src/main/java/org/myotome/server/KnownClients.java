package org.myotome.server;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.Ssl.ClientAuth;

/** Whether the server can tell its clients from everybody else. */
final class KnownClients {

    private KnownClients() {}

    /**
     * Whether nobody can connect without a certificate that this server was told to trust. Where it is told of none, Java trusts
     * what its own list of public authorities has signed, which is anybody.
     *
     * @param ssl what {@code server.ssl} says, if it says anything
     */
    static boolean only(@Nullable Ssl ssl) {
        return ssl != null
                && ssl.isEnabled()
                && ssl.getBundle() == null
                && ssl.getClientAuth() == ClientAuth.NEED
                && (ssl.getTrustCertificate() != null || ssl.getTrustStore() != null);
    }
}
