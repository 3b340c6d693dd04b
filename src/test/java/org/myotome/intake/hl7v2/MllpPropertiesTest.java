package org.myotome.intake.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

/** The settings as an operator writes them. */
class MllpPropertiesTest {

    @Test
    void withoutAnyItListensWhereEverybodyExpectsIt() {
        MllpProperties properties = bound(Map.of());
        assertThat(properties.enabled()).isTrue();
        assertThat(properties.address().isLoopbackAddress()).isTrue();
        assertThat(properties.port()).isEqualTo(2575);
        assertThat(properties.maxMessageSize()).isEqualTo(DataSize.ofMegabytes(20));
        assertThat(properties.maxConnections()).isEqualTo(64);
        assertThat(properties.idleTimeout()).isEqualTo(Duration.ofMinutes(5));
        assertThat(properties.messageTimeout()).isEqualTo(Duration.ofMinutes(1));
        assertThat(properties.tls()).isNull();
    }

    @Test
    void tlsNeedsNoMoreThanAKeyStore() {
        MllpProperties.Tls tls = bound(Map.of(
                        "myotome.intake.mllp.tls.key-store", "/etc/myotome/mllp.p12",
                        "myotome.intake.mllp.tls.client-auth", "need"))
                .tls();
        assertThat(tls)
                .isEqualTo(new MllpProperties.Tls("/etc/myotome/mllp.p12", "", MllpProperties.ClientAuth.NEED, "", ""));
    }

    @Test
    void whatCannotBeIsNamedWithWhatCan() {
        assertRefused("port", "70000", "0 to 65535");
        assertRefused("max-message-size", "2GB", "1KB to 1GB");
        assertRefused("message-timeout", "-1s", "more than 0");
    }

    private static void assertRefused(String name, String value, String allowed) {
        assertThatThrownBy(() -> bound(Map.of("myotome.intake.mllp." + name, value)))
                .rootCause()
                .isInstanceOfSatisfying(MllpStartException.class, e -> {
                    assertThat(e).hasMessageContaining("myotome.intake.mllp." + name);
                    assertThat(e.remedy()).contains(allowed);
                });
    }

    private static MllpProperties bound(Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values))
                .bindOrCreate("myotome.intake.mllp", MllpProperties.class);
    }
}
