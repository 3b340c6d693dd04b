package org.myotome.intake.messages;

import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import java.util.List;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.myotome.RequestProblem;

/** Which address is answered by what. */
final class Routes {

    private final List<Route> routes;

    Routes(MessageEndpoint messages, ReportEndpoint reports) {
        routes = List.of(
                new Route("/messages", RequestTypeEnum.GET, (none, asked) -> messages.list(asked)),
                new Route("/messages/([^/]+)", RequestTypeEnum.GET, messages::read),
                new Route("/messages/([^/]+)/\\$replay", RequestTypeEnum.POST, messages::replay),
                new Route("/unmapped", RequestTypeEnum.GET, (none, asked) -> reports.unmapped(asked)),
                new Route("/senders", RequestTypeEnum.GET, (none, asked) -> reports.senders(asked)),
                new Route("/senders/(.+)", RequestTypeEnum.GET, reports::sender));
    }

    /** @param reply from the part of the path that stands in parentheses, or an empty text */
    private record Route(Pattern path, RequestTypeEnum method, BiFunction<String, Asked, Reply> reply) {

        Route(String path, RequestTypeEnum method, BiFunction<String, Asked, Reply> reply) {
            this(Pattern.compile(path, Pattern.DOTALL), method, reply);
        }
    }

    /** @throws BaseServerResponseException if it cannot be answered */
    Reply reply(Asked asked) {
        for (Route route : routes) {
            Matcher path = route.path().matcher(asked.path());
            if (path.matches()) {
                if (!route.method().name().equals(asked.method())) {
                    throw wrongMethod(asked, route.method());
                }
                return route.reply().apply(path.groupCount() > 0 ? path.group(1) : "", asked);
            }
        }
        throw RequestProblem.notFound("There is nothing at /intake" + asked.path()
                + ". Messages come in by POST /intake/hl7v2 and /intake/csv; what became of them is at"
                + " GET /intake/messages, /intake/unmapped and /intake/senders");
    }

    /** Whatever answers GET answers HEAD. */
    private static BaseServerResponseException wrongMethod(Asked asked, RequestTypeEnum allowed) {
        return RequestProblem.notAllowed("/intake" + asked.path() + " takes " + allowed + ", not " + asked.method()
                        + ": send it by " + allowed)
                .addResponseHeader("Allow", allowed == RequestTypeEnum.GET ? "GET, HEAD" : allowed.name());
    }
}
