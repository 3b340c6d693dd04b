package org.myotome.server;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Refuses what HAPI would stumble over: an escape in the URL that is none, RDF, whose libraries are left out, and bodies that
 * are packed in a way it would not notice.
 */
final class ReadableRequestFilter implements Filter {

    private static final Pattern BROKEN_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");
    private static final Pattern READ_ENCODING = Pattern.compile("(gzip|identity)?", Pattern.CASE_INSENSITIVE);
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
        } else {
            chain.doFilter(request, response);
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
