package org.myotome.server;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/**
 * Answers only under the names of this machine. A web page can give its own name the address 127.0.0.1 (DNS rebinding), and the
 * browser of a user of this machine then lets it read what a server here answers; but the browser says in Host for
 * whom it asks. A valve and not a filter, because filters see nothing of a path without a servlet. What a proxy would have
 * forwarded does not count: a page may send X-Forwarded-Host as it likes.
 */
final class LocalHostValve extends ValveBase {

    private static final Set<String> NAMES = Set.of("localhost", "[::1]", "[0:0:0:0:0:0:0:1]");

    /** A number is no name that anybody could rebind. */
    private static final Pattern LOOPBACK = Pattern.compile("127(\\.\\d{1,3}){3}");

    LocalHostValve() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        if (isLocal(request)) {
            getNext().invoke(request, response);
        } else {
            ErrorPage.write(
                    request,
                    response,
                    421,
                    "The request is for another host: this server is open to this machine only, and answers as localhost, "
                            + "127.0.0.1 and [::1]");
        }
    }

    /** Clients of HTTP/1.0, which are no browsers, may leave out the header; of HTTP/1.1, Tomcat demands it. */
    private static boolean isLocal(Request request) {
        if (request.getHeader("Host") == null) {
            return true;
        }
        String name = request.getServerName().toLowerCase(Locale.ROOT);
        return NAMES.contains(name) || LOOPBACK.matcher(name).matches();
    }
}
