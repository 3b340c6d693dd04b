package org.myotome.query.trend;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.myotome.Answer;
import org.myotome.Bedside;
import org.myotome.RunningServer;
import org.slf4j.LoggerFactory;

/** A table that nobody reads any more is not written to its end. */
class AbandonedTableIT {

    private static final RunningServer SERVER = RunningServer.shared();

    /** With twelve grades the table has more than the network can hold for a reader who does not read. */
    private static final int LONG_NAME = 700_000;

    private final BlockingQueue<String> log = new LinkedBlockingQueue<>();
    private final AppenderBase<ILoggingEvent> listener = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            log.add(event.getFormattedMessage());
        }
    };

    @BeforeEach
    void listen() {
        listener.start();
        root().addAppender(listener);
    }

    @AfterEach
    void stopListening() {
        root().detachAppender(listener);
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }

    @Test
    void workStopsWhenTheClientGoesAway() throws Exception {
        Bedside bedside = Bedside.on(SERVER);
        bedside.store(bedside.twelve("3"));
        ObjectNode condition = (ObjectNode) Answer.read(
                "{\"resourceType\": \"Condition\", \"subject\": {\"reference\": \"" + bedside.patient() + "\"}}");
        condition.putObject("code").put("text", "long ".repeat(LONG_NAME / "long ".length()));
        SERVER.store(condition.toString());

        String status =
                readStatusAndLeave("/Patient/$strength-trend?_format=csv&diagnosis=true&patient=" + bedside.patient());

        assertThat(status).contains("200");
        assertThat(said("the client went away")).isTrue();
        assertThat(log).noneMatch(line -> line.contains("Exception"));
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

    private boolean said(String words) throws InterruptedException {
        for (String line = log.poll(20, TimeUnit.SECONDS); line != null; line = log.poll(20, TimeUnit.SECONDS)) {
            if (line.contains(words)) {
                return true;
            }
        }
        return false;
    }
}
