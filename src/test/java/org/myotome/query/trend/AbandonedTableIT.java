package org.myotome.query.trend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.myotome.Answer;
import org.myotome.Bedside;
import org.myotome.RunningServer;
import org.myotome.ServerLog;

/** A table that nobody reads any more is not written to its end. */
class AbandonedTableIT {

    private static final RunningServer SERVER = RunningServer.shared();

    /** With twelve grades the table has more than the network can hold for a reader who does not read. */
    private static final int LONG_NAME = 700_000;

    @Test
    void workStopsWhenTheClientGoesAway() throws Exception {
        Bedside bedside = Bedside.on(SERVER);
        bedside.store(bedside.twelve("3"));
        ObjectNode condition = (ObjectNode) Answer.read(
                "{\"resourceType\": \"Condition\", \"subject\": {\"reference\": \"" + bedside.patient() + "\"}}");
        condition.putObject("code").put("text", "long ".repeat(LONG_NAME / "long ".length()));
        SERVER.store(condition.toString());

        String path = "/Patient/$strength-trend?_format=csv&diagnosis=true&patient=" + bedside.patient();

        try (ServerLog log = ServerLog.listen()) {
            assertThat(readStatusAndLeave(path)).contains("200");
            assertThat(log.says("the client went away")).isTrue();
            assertThat(log.rest()).noneMatch(line -> line.contains("Exception"));
        }
    }

    /** Takes nothing but the first bytes, and has the connection reset. */
    private static String readStatusAndLeave(String path) throws IOException {
        URI base = URI.create(SERVER.base());
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(4_096);
            socket.setSoLinger(true, 0);
            socket.connect(new InetSocketAddress(base.getHost(), base.getPort()));
            socket.getOutputStream()
                    .write(("GET /fhir" + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readNBytes(16), StandardCharsets.US_ASCII);
        }
    }
}
