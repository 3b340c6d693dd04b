package org.myotome;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/** What came back over HTTP. */
public record Answer(int status, HttpHeaders headers, String body) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static Answer of(HttpResponse<String> response) {
        return new Answer(response.statusCode(), response.headers(), response.body());
    }

    /** A response as it went over the wire, its body in one piece. */
    static Answer ofText(String response) {
        String[] headAndBody = response.split("\r\n\r\n", 2);
        String[] lines = headAndBody[0].split("\r\n");
        Map<String, List<String>> headers = new TreeMap<>();
        for (int i = 1; i < lines.length; i++) {
            String[] header = lines[i].split(": *", 2);
            headers.computeIfAbsent(header[0], any -> new ArrayList<>()).add(header[1]);
        }
        return new Answer(
                Integer.parseInt(lines[0].split(" ")[1]),
                HttpHeaders.of(headers, (name, value) -> true),
                headAndBody.length > 1 ? headAndBody[1] : "");
    }

    public String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    public JsonNode json() {
        return read(body);
    }

    /** Reads JSON. */
    public static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError("Not JSON: " + json, e);
        }
    }

    /** The id that a created resource got. */
    public String id() {
        return json().path("id").asText();
    }

    /** The resources in a Bundle, as references in their order, such as {@code Observation/12}. */
    public List<String> references() {
        return stream(json().path("entry"))
                .map(entry -> entry.path("resource"))
                .map(resource -> resource.path("resourceType").asText() + "/"
                        + resource.path("id").asText())
                .toList();
    }

    /** The address of the next page of a Bundle; empty at the last. */
    public String next() {
        return stream(json().path("link"))
                .filter(link -> link.path("relation").asText().equals("next"))
                .map(link -> link.path("url").asText())
                .findFirst()
                .orElse("");
    }

    /** The issues of an OperationOutcome. */
    public List<Issue> issues() {
        return Issue.in(json());
    }

    /** The ids of the rules by which something was refused. */
    public List<String> refusals() {
        return issues().stream().filter(Issue::refuses).map(Issue::rule).toList();
    }

    /** The only issue that refuses something. */
    public Issue refusal() {
        List<Issue> refusals = issues().stream().filter(Issue::refuses).toList();
        if (refusals.size() != 1) {
            throw new AssertionError("Not one refusal but " + refusals.size() + ": " + body);
        }
        return refusals.get(0);
    }

    /** One issue of an OperationOutcome; what is missing is empty. */
    public record Issue(String severity, String code, String rule, String text, String path, String diagnostics) {

        public static List<Issue> in(JsonNode outcome) {
            return stream(outcome.path("issue"))
                    .map(issue -> new Issue(
                            issue.path("severity").asText(),
                            issue.path("code").asText(),
                            issue.at("/details/coding/0/code").asText(),
                            issue.at("/details/text").asText(),
                            issue.at("/expression/0").asText(),
                            issue.path("diagnostics").asText()))
                    .toList();
        }

        public boolean refuses() {
            return severity.equals("error") || severity.equals("fatal");
        }

        /** Whether it says where, what was sent, what is allowed and what to do. */
        public boolean teaches() {
            return !rule.isBlank()
                    && !text.isBlank()
                    && !path.isBlank()
                    && diagnostics.matches("(?s)Sent: \\S.*\nAllowed: \\S.*\nFix: \\S.*");
        }
    }

    static java.util.stream.Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
