package org.myotome.intake.hl7v2;

import java.net.InetAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Where HL7 v2 messages are received over MLLP, and how much of them.
 *
 * @param port 0 for any that is free
 * @param maxMessageSize of one message here, and of one body over HTTP, unpacked; 1 KB to 1 GB
 * @param maxConnections those beyond are closed at once
 * @param idleTimeout after which a connection without messages is closed
 * @param messageTimeout within which a message that has begun must end, and an answer be taken
 */
@ConfigurationProperties("myotome.intake.mllp")
record MllpProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("127.0.0.1") InetAddress address,
        @DefaultValue("2575") int port,
        @DefaultValue("20MB") DataSize maxMessageSize,
        @DefaultValue("64") int maxConnections,
        @DefaultValue("5m") Duration idleTimeout,
        @DefaultValue("60s") Duration messageTimeout,
        @Nullable Tls tls) {

    private static final long LEAST_SIZE = DataSize.ofKilobytes(1).toBytes();
    private static final long MOST_SIZE = DataSize.ofGigabytes(1).toBytes();

    MllpProperties {
        require(port >= 0 && port <= 65_535, "port", port, "0 to 65535");
        require(
                maxMessageSize.toBytes() >= LEAST_SIZE && maxMessageSize.toBytes() <= MOST_SIZE,
                "max-message-size",
                maxMessageSize,
                "1KB to 1GB");
        require(maxConnections >= 1, "max-connections", maxConnections, "at least 1");
        require(isPositive(idleTimeout), "idle-timeout", idleTimeout, "more than 0");
        require(isPositive(messageTimeout), "message-timeout", messageTimeout, "more than 0");
    }

    private static boolean isPositive(Duration duration) {
        return !duration.isNegative() && !duration.isZero();
    }

    private static void require(boolean right, String name, Object value, String allowed) {
        if (!right) {
            throw new MllpStartException(
                    "myotome.intake.mllp." + name + " is " + value + ".", "It can be " + allowed + ".", null);
        }
    }

    /**
     * Encryption: the listener speaks nothing else then.
     *
     * @param keyStore PKCS12, with the key and the certificate of this server
     * @param clientAuth whether clients must have a certificate that the trust store knows
     * @param trustStore PKCS12 or PEM, with the certificates of clients, or of those who sign them
     */
    record Tls(
            @DefaultValue("") String keyStore,
            @DefaultValue("") String keyStorePassword,
            @DefaultValue("none") ClientAuth clientAuth,
            @DefaultValue("") String trustStore,
            @DefaultValue("") String trustStorePassword) {}

    /** Whether nobody can send messages but those whom this machine or the trust store knows. */
    boolean knowsSenders() {
        return address.isLoopbackAddress() || tls != null && tls.clientAuth() == ClientAuth.NEED;
    }

    enum ClientAuth {
        NONE,
        NEED
    }
}
