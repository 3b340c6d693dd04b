package org.myotome.intake.csv;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.myotome.intake.csv.ImportOptions.Switch;

/** Sends a table to a running server, which stores it while it is sent. */
final class RemoteImport {

    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(10);

    private final ImportOptions options;
    private final Terminal terminal;

    RemoteImport(ImportOptions options, Terminal terminal) {
        this.options = options;
        this.terminal = terminal;
    }

    /** @return the exit code of the command */
    int run(OutputStream report) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(address())
                .header("Content-Type", "text/csv")
                .header("Accept", "text/csv")
                .POST(BodyPublishers.ofInputStream(this::table))
                .build();
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_WITHIN)
                .build();
        HttpResponse<InputStream> answer;
        try {
            answer = client.send(request, BodyHandlers.ofInputStream());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
        try (InputStream body = answer.body()) {
            boolean isReport =
                    answer.headers().firstValue("Content-Type").orElse("").startsWith("text/csv");
            return isReport ? copy(body, report) : refused(answer.statusCode(), body);
        }
    }

    private URI address() {
        Map<String, String> parameters = new LinkedHashMap<>();
        options.words().forEach((setting, word) -> parameters.put(setting.parameter(), word));
        options.mapping().ifPresent(mapping -> parameters.put("mapping", mapping));
        parameters.put("atomic", String.valueOf(options.has(Switch.ATOMIC)));
        parameters.put("dry-run", String.valueOf(options.has(Switch.DRY_RUN)));
        parameters.put("report", options.has(Switch.ALL) ? "all" : "problems");
        return URI.create(options.url().orElseThrow() + "/intake/csv?"
                + parameters.entrySet().stream()
                        .map(entry ->
                                entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&")));
    }

    private InputStream table() {
        try {
            long size = Files.size(options.file());
            return new FilterInputStream(Files.newInputStream(options.file())) {
                private long sent;

                @Override
                public int read(byte[] target, int offset, int length) throws IOException {
                    int count = super.read(target, offset, length);
                    sent += Math.max(0, count);
                    terminal.sent(sent, size);
                    return count;
                }
            };
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Whether all is well says the last line. */
    private int copy(InputStream body, OutputStream report) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
        String last = "";
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            report.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
            last = line;
        }
        if (!last.startsWith(",,complete,") && !last.startsWith(",,incomplete,")) {
            throw new IOException("the server's answer broke off");
        }
        terminal.say(last.replaceFirst("^,,(\\w+),,\"?([^\"]*).*$", "$2; $1"));
        return last.startsWith(",,complete,") && last.contains(", 0 refused") ? 0 : 1;
    }

    private int refused(int status, InputStream body) throws IOException {
        terminal.say("The server refused the table (HTTP " + status + ")");
        JsonNode outcome;
        try {
            outcome = new ObjectMapper().readTree(body);
        } catch (JsonProcessingException noJson) {
            return 1;
        }
        for (JsonNode issue : outcome.path("issue")) {
            terminal.say(issue.path("details").path("text").asText() + "\n"
                    + issue.path("diagnostics").asText());
        }
        return status == 400 ? 2 : 1;
    }
}
