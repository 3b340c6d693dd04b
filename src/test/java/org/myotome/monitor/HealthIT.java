package org.myotome.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.myotome.Answer;
import org.myotome.RunningServer;

/** What the management port tells, and what it does not. */
class HealthIT {

    private final RunningServer server = RunningServer.shared();
    private final String management = RunningServer.management();

    @Test
    void aServerThatTakesWritesIsAliveAndReady() {
        Answer ready = server.get(management + "/health/readiness");
        assertThat(ready.status()).isEqualTo(200);
        assertThat(ready.json().at("/components/writes/status").asText()).isEqualTo("UP");
        assertThat(ready.json()
                        .at("/components/writes/details/connectionsAtMost")
                        .asInt())
                .isEqualTo(16);
        assertThat(server.get(management + "/health/liveness")
                        .json()
                        .at("/status")
                        .asText())
                .isEqualTo("UP");
        assertThat(server.get(management + "/health")
                        .json()
                        .at("/components/mllp/details/port")
                        .asInt())
                .isEqualTo(RunningServer.mllpPort());
    }

    @ParameterizedTest
    @ValueSource(strings = {"env", "beans", "loggers", "heapdump", "threaddump", "configprops", "shutdown", "metrics"})
    void nothingElseIsShown(String endpoint) {
        assertThat(server.get(management + "/" + endpoint).status()).isEqualTo(404);
        assertThat(server.post(management + "/" + endpoint, "{}").status()).isIn(404, 405);
    }

    @Test
    void theServersOwnPortShowsNoneOfIt() {
        String root = server.base().replaceFirst("/fhir$", "");
        assertThat(server.get(root + "/actuator/health").status()).isEqualTo(404);
        assertThat(server.get(root + "/actuator/prometheus").status()).isEqualTo(404);
    }

    @Test
    void aWebPageThatGivesItsOwnNameThisAddressReadsNothing() {
        URI address = URI.create(management);
        Answer answer = RunningServer.at(address.getPort())
                .sendRaw("GET /actuator/prometheus HTTP/1.0\r\nHost: evil.example.org\r\n\r\n");
        assertThat(answer.status()).isEqualTo(421);
    }
}
