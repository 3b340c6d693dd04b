package org.myotome.torture;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Sends HL7 v2 messages of one grade over MLLP. What was not acknowledged is sent again afterwards, as interface engines do,
 * and must be there once then.
 */
final class MessageClient extends Client {

    private static final int START = 0x0B;
    private static final int END = 0x1C;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");
    private static final LocalDateTime FIRST = LocalDateTime.of(2026, 3, 2, 0, 0);

    private final int port;
    private Socket socket;

    MessageClient(String name, int port, Acknowledgements times) {
        super(name, times);
        this.port = port;
    }

    @Override
    Fate write(String mark, int number) throws IOException {
        String answer;
        try {
            answer = exchange(mark);
        } catch (ConnectException e) {
            throw e;
        } catch (IOException e) {
            disconnect();
            throw e;
        }
        if (answer.contains("MSA|AA|" + mark)) {
            return Fate.ACKNOWLEDGED;
        }
        if (!answer.matches("(?s).*MSA\\|A[ER]\\|" + mark + ".*\\|207\\^.*")) {
            wrong(answer.replace('\r', '\n'));
        }
        return Fate.REFUSED;
    }

    private String exchange(String mark) throws IOException {
        if (socket == null) {
            Socket made = new Socket();
            made.connect(new InetSocketAddress("127.0.0.1", port));
            made.setSoTimeout((int) Wire.LONGEST.toMillis());
            socket = made;
        }
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(START);
        frame.writeBytes(message(mark).getBytes(StandardCharsets.UTF_8));
        frame.write(END);
        frame.write('\r');
        socket.getOutputStream().write(frame.toByteArray());
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        for (int next = socket.getInputStream().read();
                next != END;
                next = socket.getInputStream().read()) {
            if (next < 0) {
                throw new EOFException("no answer");
            }
            answer.write(next);
        }
        socket.getInputStream().read();
        return answer.toString(StandardCharsets.UTF_8);
    }

    private void disconnect() {
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (IOException e) {
            // It is gone either way.
        }
        socket = null;
    }

    private String message(String mark) {
        return String.join(
                "\r",
                "MSH|^~\\&|EXAMPLE-TEXT|GENERAL|MYOTOME|GENERAL|20260302092000+0100||ORU^R01^ORU_R01|" + mark
                        + "|P|2.5.1||||||UNICODE UTF-8",
                "PID|1||" + name() + "^^^GENERAL^MR||Synthetic^Patient||19700101|U",
                "OBR|1||" + mark + "^EXAMPLE-TEXT|MOTOR^Motor examination^L|||20260302091500+0100"
                        + "|||||||||||||||20260302092000+0100||OTH|F",
                "OBX|1|ST|MOTOR^Motor examination^L|1|R deltoid 4/5||||||F|||" + time(mark)
                        + "||SYN-T1^Synthetic^Tester",
                "");
    }

    @Override
    void check(Wire after, Tally tally) {
        List<String> before = reports(after);
        int grades = grades(after);
        for (String mark : before.stream().distinct().toList()) {
            if (!acknowledged().contains(mark)) {
                tally.add(this, mark, 1, (int)
                        before.stream().filter(mark::equals).count());
            }
        }
        for (String mark : acknowledged()) {
            tally.add(this, mark, 1, (int) before.stream().filter(mark::equals).count());
        }
        if (grades != before.size()) {
            throw new AssertionError(name() + ": " + before.size() + " reports have " + grades + " grades");
        }
        sendAgain();
        List<String> again = reports(after);
        for (String mark : unknown()) {
            if (again.stream().filter(mark::equals).count() != 1) {
                throw new AssertionError(mark + " was sent again and is not there once");
            }
        }
    }

    /** Compares what is there with what somebody was told who went from node to node with these messages. */
    void check(Client told, Wire after, Tally tally) {
        List<String> there = reports(after);
        Set<String> all = new LinkedHashSet<>(told.acknowledged());
        all.addAll(there);
        all.forEach(mark -> tally.add(
                told, mark, 1, (int) there.stream().filter(mark::equals).count()));
        if (grades(after) != there.size()) {
            throw new AssertionError(name() + ": " + there.size() + " reports have " + grades(after) + " grades");
        }
    }

    private void sendAgain() {
        disconnect();
        for (String mark : unknown()) {
            try {
                if (!exchange(mark).contains("MSA|AA|" + mark)) {
                    throw new AssertionError(mark + " was sent again and not accepted");
                }
            } catch (IOException e) {
                throw new AssertionError(mark, e);
            }
        }
        disconnect();
    }

    /** Of its own for each message: the same result at the same time in two messages is one result. */
    private static String time(String mark) {
        return TIME.format(FIRST.plusSeconds(Integer.parseInt(mark.replaceFirst(".*-", "")))) + "+0100";
    }

    /** The messages of which a report is there, each as often as it is. */
    List<String> reports(Wire after) {
        List<String> marks = new ArrayList<>();
        for (JsonNode report : after.all("/DiagnosticReport?patient.identifier=" + name() + "&_count=500")) {
            report.path("identifier").forEach(identifier -> {
                if (identifier.path("value").asText().startsWith(name())) {
                    marks.add(identifier.path("value").asText());
                }
            });
        }
        return marks;
    }

    int grades(Wire after) {
        return after.all("/Observation?patient.identifier=" + name() + "&code=shoulder-abduction&_count=500")
                .size();
    }
}
