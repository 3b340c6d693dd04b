package org.myotome.intake.messages;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.myotome.RequestProblem;
import org.myotome.storage.messages.MessageReports;
import org.myotome.storage.messages.SenderReport;
import org.myotome.storage.messages.UnmappedCode;
import org.springframework.web.util.UriUtils;

/** What an interface engineer asks: which codes no map knows, and what became of the messages of a sender. */
final class ReportEndpoint {

    /** Codes in one answer. Nobody maps more at a time, and with the first ones mapped the next ones show. */
    private static final int MOST = 10_000;

    private static final String SENDERS = "/intake/senders/";

    private final MessageReports reports;

    ReportEndpoint(MessageReports reports) {
        this.reports = reports;
    }

    Reply unmapped(Asked asked) {
        Parameters parameters = Parameters.of(asked.parameters(), "sender");
        List<UnmappedCode> codes = parameters
                .text("sender")
                .map(sender -> reports.unmapped(sender, MOST))
                .orElseGet(() -> reports.unmapped(MOST));
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("sender", "system", "code", "text", "count", "lastSeen"));
        codes.forEach(code -> rows.add(List.of(
                code.sender(),
                code.system(),
                code.code(),
                code.text(),
                Long.toString(code.messages()),
                code.lastSeen().toString())));
        ObjectNode json = MessageJson.object();
        list(codes, json.putArray("unmapped"));
        return reply(asked, json, rows);
    }

    private static void list(List<UnmappedCode> codes, ArrayNode array) {
        codes.forEach(code -> array.addObject()
                .put("sender", code.sender())
                .put("system", code.system())
                .put("code", code.code())
                .put("text", code.text())
                .put("count", code.messages())
                .put("lastSeen", code.lastSeen().toString()));
    }

    Reply senders(Asked asked) {
        Parameters.of(asked.parameters());
        List<String> senders = reports.senders();
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("sender", "report"));
        senders.forEach(sender -> rows.add(List.of(sender, address(sender))));
        ObjectNode json = MessageJson.object();
        ArrayNode array = json.putArray("senders");
        senders.forEach(sender -> array.addObject().put("sender", sender).put("report", address(sender)));
        return reply(asked, json, rows);
    }

    /** A slash in it stays one: Tomcat refuses it in any other form. */
    private static String address(String sender) {
        return SENDERS + UriUtils.encode(sender, "UTF-8").replace("%2F", "/");
    }

    /** @param sender its id, which may have slashes */
    Reply sender(String sender, Asked asked) {
        Parameters.of(asked.parameters());
        SenderReport report = reports.report(sender, MOST)
                .orElseThrow(() -> RequestProblem.notFound("No message and no table of the sender " + sender
                        + " is kept. An id is MSH-3 and MSH-4 with a bar between them, as in " + SENDERS
                        + "ICU%7CGENERAL. List the senders with GET /intake/senders"));
        return reply(asked, json(report), table(report));
    }

    private static ObjectNode json(SenderReport report) {
        ObjectNode json = MessageJson.object()
                .put("sender", report.sender())
                .put("accepted", report.accepted())
                .put("refused", report.refused())
                .put("stored", report.stored())
                .put("firstMessage", report.first().toString())
                .put("lastMessage", report.last().toString());
        json.putObject("tables")
                .put("count", report.tables())
                .put("rows", report.rows().rows())
                .put("stored", report.rows().stored())
                .put("alreadyThere", report.rows().alreadyThere())
                .put("refused", report.rows().refused());
        ArrayNode reasons = json.putArray("reasons");
        report.reasons()
                .forEach(
                        reason -> reasons.addObject().put("rule", reason.rule()).put("count", reason.messages()));
        list(report.unmapped(), json.putArray("unmapped"));
        return json;
    }

    /** One number or time in a line, so that reports of several senders can be put one after the other. */
    private static List<List<String>> table(SenderReport report) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("sender", "item", "system", "code", "text", "value"));
        Stream.of(
                        List.of("accepted", Long.toString(report.accepted())),
                        List.of("refused", Long.toString(report.refused())),
                        List.of("stored", Long.toString(report.stored())),
                        List.of("firstMessage", report.first().toString()),
                        List.of("lastMessage", report.last().toString()),
                        List.of("tables", Long.toString(report.tables())),
                        List.of("tableRows", Long.toString(report.rows().rows())),
                        List.of("tableStored", Long.toString(report.rows().stored())),
                        List.of("tableAlreadyThere", Long.toString(report.rows().alreadyThere())),
                        List.of("tableRefused", Long.toString(report.rows().refused())))
                .forEach(total -> rows.add(List.of(report.sender(), total.get(0), "", "", "", total.get(1))));
        report.reasons()
                .forEach(reason -> rows.add(
                        List.of(report.sender(), "reason", "", reason.rule(), "", Long.toString(reason.messages()))));
        report.unmapped()
                .forEach(code -> rows.add(List.of(
                        report.sender(),
                        "unmapped",
                        code.system(),
                        code.code(),
                        code.text(),
                        Long.toString(code.messages()))));
        return rows;
    }

    private static Reply reply(Asked asked, ObjectNode json, List<List<String>> rows) {
        return Accept.best(asked.accept(), List.of(Accept.JSON, Accept.CSV)).equals(Accept.CSV)
                ? Reply.of(200, CsvTable.TYPE, CsvTable.of(rows))
                : Reply.of(200, Accept.JSON, MessageJson.bytes(json));
    }
}
