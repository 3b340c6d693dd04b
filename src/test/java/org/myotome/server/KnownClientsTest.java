package org.myotome.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.Ssl.ClientAuth;

/** The server is open to the network only for those whom it was told to trust. */
class KnownClientsTest {

    @Test
    void aCertificateIsNeededAndItsIssuerNamed() {
        assertThat(KnownClients.only(ssl(any -> {}))).isTrue();
        assertThat(KnownClients.only(ssl(storeInstead -> {
                    storeInstead.setTrustCertificate(null);
                    storeInstead.setTrustStore("clients.p12");
                })))
                .isTrue();
    }

    @Test
    void lessIsNotEnough() {
        assertThat(KnownClients.only(null)).as("no TLS").isFalse();
        assertThat(KnownClients.only(ssl(off -> off.setEnabled(false)))).isFalse();
        assertThat(KnownClients.only(ssl(wanted -> wanted.setClientAuth(ClientAuth.WANT))))
                .isFalse();
        assertThat(KnownClients.only(ssl(unset -> unset.setClientAuth(null)))).isFalse();
        assertThat(KnownClients.only(ssl(unnamed -> unnamed.setTrustCertificate(null))))
                .as("Java's own list of public authorities")
                .isFalse();
        assertThat(KnownClients.only(ssl(bundled -> bundled.setBundle("x")))).isFalse();
    }

    private static Ssl ssl(Consumer<Ssl> change) {
        Ssl ssl = new Ssl();
        ssl.setCertificate("node.crt");
        ssl.setCertificatePrivateKey("node.key");
        ssl.setClientAuth(ClientAuth.NEED);
        ssl.setTrustCertificate("proxy.crt");
        change.accept(ssl);
        return ssl;
    }
}
