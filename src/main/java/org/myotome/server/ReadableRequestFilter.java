package org.myotome.server;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Refuses what HAPI would stumble over: an escape in the URL that is none, RDF, whose libraries are left out, bodies that are
 * packed in a way it would not notice, and versions that are none. A date that cannot be read is left out.
 */
final class ReadableRequestFilter implements Filter {

    private static final Pattern BROKEN_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");
    private static final Pattern READ_ENCODING = Pattern.compile("(gzip|identity)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern VERSION = Pattern.compile("|\\s*(W/)?(\"\\d{1,18}\"|\\d{1,18})\\s*");
    private static final Pattern FORMAT = Pattern.compile("(?:^|&)_format=([^&]*)");
    private static final Pattern RDF =
            Pattern.compile("turtle|\\bttl\\b|rdf|n-triples|ld\\+json", Pattern.CASE_INSENSITIVE);
    private static final Pattern FHIR = Pattern.compile("json|xml|\\*/\\*", Pattern.CASE_INSENSITIVE);

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest http = (HttpServletRequest) request;
        HttpServletResponse answer = (HttpServletResponse) response;
        if (BROKEN_ESCAPE.matcher(text(http.getQueryString())).find()) {
            ErrorPage.write(http, answer, 400, "The URL has a percent sign that begins no escape: write it as %25");
        } else if (http.getRequestURI().contains("//")) {
            ErrorPage.write(http, answer, 400, "The path of the URL has an empty part: leave out the doubled slash");
        } else if (RDF.matcher(text(http.getContentType())).find()) {
            ErrorPage.write(
                    http, answer, 415, "RDF is not read here: send application/fhir+json or application/fhir+xml");
        } else if (!READ_ENCODING
                .matcher(text(http.getHeader("Content-Encoding")))
                .matches()) {
            ErrorPage.write(
                    http,
                    answer,
                    415,
                    "The encoding " + http.getHeader("Content-Encoding").replaceAll("[^A-Za-z0-9,. -]", "")
                            + " is not unpacked here: send gzip, or the body as it is");
        } else if (asksForRdf(http)) {
            ErrorPage.write(
                    http,
                    answer,
                    406,
                    "RDF is not written here: ask for application/fhir+json or application/fhir+xml");
        } else if (!VERSION.matcher(text(http.getHeader("If-Match"))).matches()) {
            ErrorPage.write(
                    http,
                    answer,
                    412,
                    "If-Match names no version of this server: send the ETag that it gave, as it was given");
        } else {
            chain.doFilter(isDate(http.getHeader("If-Modified-Since")) ? http : new Undated(http), response);
        }
    }

    private static boolean isDate(@Nullable String header) {
        try {
            return header == null || DateTimeFormatter.RFC_1123_DATE_TIME.parse(header) != null;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    /** A date that cannot be read is no condition (RFC 9110, section 13.1.3). */
    private static final class Undated extends HttpServletRequestWrapper {

        Undated(HttpServletRequest request) {
            super(request);
        }

        @Override
        public @Nullable String getHeader(String name) {
            return "If-Modified-Since".equalsIgnoreCase(name) ? null : super.getHeader(name);
        }
    }

    private static boolean asksForRdf(HttpServletRequest request) {
        // Not getParameter: it would read the body of a search that is posted as a form.
        Matcher format = FORMAT.matcher(text(request.getQueryString()));
        String accept = format.find() ? format.group(1) : text(request.getHeader("Accept"));
        return RDF.matcher(accept).find() && !FHIR.matcher(accept).find();
    }

    private static String text(String header) {
        return Objects.requireNonNullElse(header, "");
    }
}
