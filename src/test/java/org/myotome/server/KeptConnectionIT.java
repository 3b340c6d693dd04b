package org.myotome.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.myotome.RunningServer;

class KeptConnectionIT {

    /** More than the hundred after which Tomcat closes a connection by itself. */
    private static final int REQUESTS = 250;

    private final RunningServer server = RunningServer.shared();

    @Test
    void aSenderKeepsItsConnection() {
        String request = "GET /fhir/Patient?_summary=count HTTP/1.1\r\nHost: localhost\r\n";

        String answers = server.sendRaw((request + "\r\n").repeat(REQUESTS - 1) + request + "Connection: close\r\n\r\n")
                .body();

        assertThat(answers.split("HTTP/1.1 200 ", -1)).hasSize(REQUESTS);
        assertThat(answers.split("Connection: close", -1)).hasSize(2);
    }
}
