package org.myotome.intake;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import java.util.UUID;
import org.myotome.Answer;
import org.myotome.RunningServer;

/** Sends what is not FHIR to the server that all tests share. */
public final class IntakeClient {

    private final RunningServer server = RunningServer.shared();
    private final String root = server.base().replaceFirst("/fhir$", "");

    /** Posts an HL7 v2 message; the segments may end with line feeds. */
    public Answer hl7(String message) {
        return hl7("", message);
    }

    /** @param query with its question mark, or nothing */
    public Answer hl7(String query, String message) {
        return server.send(
                "POST",
                root + "/intake/hl7v2" + query,
                BodyPublishers.ofString(message.replace('\n', '\r')),
                "Content-Type",
                "application/hl7-v2");
    }

    public Answer csv(String query, String table) {
        return server.send(
                "POST", root + "/intake/csv?" + query, BodyPublishers.ofString(table), "Content-Type", "text/csv");
    }

    /** @param path below {@code /intake} */
    public Answer get(String path, String... headers) {
        return server.get(root + "/intake" + path, headers);
    }

    public Answer post(String path) {
        return server.send("POST", root + "/intake" + path, "");
    }

    /** The acknowledgement code of an answer. */
    public static String code(Answer answer) {
        return Arrays.stream(answer.body().split("[\r\n]+"))
                .filter(segment -> segment.startsWith("MSA|"))
                .map(segment -> segment.split("\\|")[1])
                .findFirst()
                .orElse("no MSA: " + answer.body());
    }

    /** A synthetic message of the charting system whose map is shipped, with one result after the other. */
    public static String message(String patient, String order, String... results) {
        return "MSH|^~\\&|EXAMPLE-ICU|GENERAL|MYOTOME|MYOTOME|20261012093000+0200||ORU^R01^ORU_R01|" + UUID.randomUUID()
                + "|P|2.5.1||||||UNICODE UTF-8\n"
                + "PID|1||" + patient + "^^^GENERAL^MR||Synthetic^Message||19600101|F\n"
                + "OBR|1||" + order + "|MOTOR^Motor examination^EXICU|||20261012090000+0200||||||||||||||||||F\n"
                + String.join("\n", results) + "\n";
    }

    /** @param status OBX-11 */
    public static String result(int number, String item, String value, String status) {
        return "OBX|" + number + "|ST|" + item + "^" + item + "^EXICU|" + number + "|" + value + "||||||" + status
                + "|||20261012090000+0200||ST-07^Synthetic^Tester";
    }
}
