package org.myotome.storage.projection;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.myotome.Command;
import org.myotome.DatabaseAlone;
import org.springframework.context.ConfigurableApplicationContext;

/** Makes or checks the projection, in the database itself or through a running server. */
public final class ProjectionCommand implements Command {

    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(10);
    private static final int OK = 200;

    private final String name;
    private final String what;
    private final boolean mends;

    private ProjectionCommand(String name, String what, boolean mends) {
        this.name = name;
        this.what = what;
        this.mends = mends;
    }

    /** {@code rebuild-projection} */
    public static Command rebuild() {
        return new ProjectionCommand(
                "rebuild-projection", "Makes the projection of strength anew from the stored Observations.", true);
    }

    /** {@code check-projection} */
    public static Command check() {
        return new ProjectionCommand(
                "check-projection", "Compares the projection of strength with the stored Observations.", false);
    }

    @Override
    public String name() {
        return name;
    }

    private String usage() {
        return """
            Usage: %s [--url URL] [--myotome.…=…]
            %s Servers may run and write meanwhile.
              --url          the running server that does it, such as http://localhost:8080
              --myotome.…=…  a property of the server's configuration, such as --myotome.database.url=…
            Without --url it opens the database itself, which no running server may use then, unless it is PostgreSQL.
            Exit code: 0 done, and nothing differs; 1 something differs, or it failed; 2 wrong arguments.
            """.formatted(name, what);
    }

    @Override
    public int run(List<String> arguments) {
        Optional<String> url = Optional.empty();
        for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
            String argument = rest.next();
            if (argument.equals("--url") && rest.hasNext()) {
                url = Optional.of(rest.next());
            } else if (argument.startsWith("--url=")) {
                url = Optional.of(argument.substring("--url=".length()));
            } else if (!argument.matches("--(myotome|spring|logging)\\.[^=]+=.*")) {
                System.err.println("Unknown, or without a value: " + argument);
                System.err.print(usage());
                return 2;
            }
        }
        if (url.isPresent() && !url.get().matches("https?://[^/?#\\s]+(/[^?#\\s]*)?")) {
            System.err.println("--url is the address of a server, such as http://localhost:8080, not " + url.get());
            System.err.print(usage());
            return 2;
        }
        return url.map(this::ask).orElseGet(() -> alone(arguments));
    }

    private int alone(List<String> properties) {
        Optional<ConfigurableApplicationContext> opened = DatabaseAlone.open(
                properties,
                () -> System.err.println(
                        "If a server is running on this database, let it do that: --url http://localhost:8080"));
        if (opened.isEmpty()) {
            return 1;
        }
        try (ConfigurableApplicationContext server = opened.get()) {
            ProjectionRebuild projection = server.getBean(ProjectionRebuild.class);
            ProjectionReport report = new ProjectionReport(mends);
            if (mends) {
                projection.rebuild(progress -> report.lines(progress).forEach(System.out::println));
            } else {
                projection.check(progress -> report.lines(progress).forEach(System.out::println));
            }
            System.out.println(report.end());
            return report.isConsistent() ? 0 : 1;
        }
    }

    private int ask(String url) {
        URI address = URI.create(url.replaceFirst("/+$", "") + "/fhir/$" + name);
        HttpRequest.Builder request = HttpRequest.newBuilder(address);
        try {
            HttpResponse<Stream<String>> answer = HttpClient.newBuilder()
                    .connectTimeout(CONNECT_WITHIN)
                    .build()
                    .send(
                            (mends ? request.POST(BodyPublishers.noBody()) : request.GET()).build(),
                            BodyHandlers.ofLines());
            String last = "";
            try (Stream<String> lines = answer.body()) {
                for (Iterator<String> each = lines.iterator(); each.hasNext(); ) {
                    last = each.next();
                    System.out.println(last);
                }
            }
            return answer.statusCode() == OK && last.matches("(rebuilt|consistent): .*") ? 0 : 1;
        } catch (IOException failed) {
            System.err.println("Not done, or not all of it: " + failed + ". It can be done again at any time.");
            return 1;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }
}
