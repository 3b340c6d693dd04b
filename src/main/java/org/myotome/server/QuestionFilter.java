package org.myotome.server;

import ca.uhn.fhir.rest.api.Constants;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.myotome.FhirOperation;
import org.myotome.storage.question.Question;
import org.myotome.storage.question.Questions;

/**
 * Begins and ends the questions: what is sent by GET, searches and operations that change nothing when they are posted. The
 * client may wait for less than the server would, {@code Prefer: wait=[seconds]} of RFC 7240.
 */
final class QuestionFilter implements Filter {

    private static final Pattern WAIT =
            Pattern.compile("(?:^|,)\\s*wait\\s*=\\s*\"?(\\d{1,9})\"?\\s*(?:$|[,;])", Pattern.CASE_INSENSITIVE);

    private final Questions questions;
    private final Set<String> posted;

    QuestionFilter(Questions questions, Collection<FhirOperation> operations) {
        this.questions = questions;
        this.posted = Stream.concat(Stream.of(Constants.PARAM_SEARCH), SupportedOperations.changingNothing(operations))
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest http = (HttpServletRequest) request;
        if (!asks(http)) {
            chain.doFilter(request, response);
            return;
        }
        Duration time = allowed(Collections.list(http.getHeaders(Constants.HEADER_PREFER)));
        Questions.Asked asked = questions.begin(time, ClientConnection.of(request));
        try {
            chain.doFilter(request, response);
        } finally {
            asked.close();
        }
    }

    private boolean asks(HttpServletRequest request) {
        String path = request.getRequestURI();
        return switch (request.getMethod()) {
            case "GET", "HEAD" -> true;
            case "POST" -> posted.contains(path.substring(path.lastIndexOf('/') + 1));
            default -> false;
        };
    }

    /** A preference that cannot be read is none, as the RFC has it. */
    static Duration allowed(List<String> preferences) {
        return preferences.stream()
                .map(WAIT::matcher)
                .filter(Matcher::find)
                .map(wait -> Duration.ofSeconds(Long.parseLong(wait.group(1))))
                .findFirst()
                .filter(wait -> wait.compareTo(Question.LONGEST) < 0)
                .orElse(Question.LONGEST);
    }
}
