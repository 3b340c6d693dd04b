package org.myotome.intake.hl7v2;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Collections;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;

/** Puts TLS over accepted sockets. */
final class MllpTls {

    private static final Logger LOG = LoggerFactory.getLogger(MllpTls.class);

    private final AtomicLong failed = new AtomicLong();
    private final SSLContext context;
    private final boolean clientsNeedCertificate;

    private MllpTls(SSLContext context, boolean clientsNeedCertificate) {
        this.context = context;
        this.clientsNeedCertificate = clientsNeedCertificate;
    }

    /** @throws MllpStartException if a store cannot be read */
    static MllpTls of(MllpProperties.Tls tls) {
        boolean need = needsCertificates(tls);
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(keyStore(tls), tls.keyStorePassword().toCharArray());
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            if (need) {
                trust.init(load("trust-store", tls.trustStore(), tls.trustStorePassword()));
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), need ? trust.getTrustManagers() : null, null);
            return new MllpTls(context, need);
        } catch (GeneralSecurityException e) {
            throw new MllpStartException(
                    "TLS of the MLLP listener cannot be set up: " + e.getMessage(),
                    "Check the stores that myotome.intake.mllp.tls names.",
                    e);
        }
    }

    /** Without a key every handshake would fail, one sender after the other. */
    private static KeyStore keyStore(MllpProperties.Tls tls) throws GeneralSecurityException {
        if (tls.keyStore().isEmpty()) {
            throw new MllpStartException(
                    "myotome.intake.mllp.tls has no key-store, without which there is no TLS.",
                    "Name a PKCS12 file with myotome.intake.mllp.tls.key-store, or leave out all of tls.",
                    null);
        }
        KeyStore store = load("key-store", tls.keyStore(), tls.keyStorePassword());
        for (String alias : Collections.list(store.aliases())) {
            if (store.isKeyEntry(alias)) {
                return store;
            }
        }
        throw new MllpStartException(
                "myotome.intake.mllp.tls.key-store is " + tls.keyStore() + ", which has certificates, but no key.",
                "Name the file that has the private key of this server; certificates of others belong into trust-store.",
                null);
    }

    private static boolean needsCertificates(MllpProperties.Tls tls) {
        boolean need = tls.clientAuth() == MllpProperties.ClientAuth.NEED;
        if (need && tls.trustStore().isEmpty()) {
            throw new MllpStartException(
                    "myotome.intake.mllp.tls.client-auth is need, but there is no trust store to know clients by.",
                    "Name one with myotome.intake.mllp.tls.trust-store, or set client-auth to none.",
                    null);
        }
        return need;
    }

    private static KeyStore load(String property, String store, String password) throws GeneralSecurityException {
        try {
            byte[] content = Files.readAllBytes(Path.of(store));
            String text = new String(content, StandardCharsets.ISO_8859_1);
            if (text.contains("-----BEGIN CERTIFICATE-----")) {
                return certificates(text);
            }
            KeyStore loaded = KeyStore.getInstance("PKCS12");
            loaded.load(new ByteArrayInputStream(content), password.toCharArray());
            return loaded;
        } catch (IOException | IllegalStateException e) {
            throw new MllpStartException(
                    "myotome.intake.mllp.tls." + property + " is " + store
                            + ", which cannot be read as PKCS12, nor as certificates in PEM.",
                    "Check that the file is there, and that " + property + "-password is its password.",
                    e);
        }
    }

    /** What authorities hand out: certificates in PEM, without a password. */
    private static KeyStore certificates(String pem) {
        return new PemSslStoreBundle(null, PemSslStoreDetails.forCertificate(pem)).getTrustStore();
    }

    /** Made here and not by a server socket, so that the plain one can be closed whatever TLS is waiting for. */
    SSLSocket over(Socket plain) throws IOException {
        SSLSocket secured = (SSLSocket) context.getSocketFactory()
                .createSocket(plain, plain.getInetAddress().getHostAddress(), plain.getPort(), true);
        secured.setUseClientMode(false);
        secured.setNeedClientAuth(clientsNeedCertificate);
        try {
            secured.startHandshake();
        } catch (SSLException failure) {
            count(plain);
            throw failure;
        }
        return secured;
    }

    /** Logged when it has doubled: a sender that tries again and again must not fill the log. */
    private void count(Socket plain) {
        long count = failed.incrementAndGet();
        if (Long.bitCount(count) == 1) {
            LOG.warn(
                    "{} connections for MLLP without TLS that both sides understand so far, the latest from {}: senders must use"
                            + " TLS, know the certificate of this server, and have one of their own where client-auth is need",
                    count,
                    plain.getInetAddress().getHostAddress());
        }
    }
}
