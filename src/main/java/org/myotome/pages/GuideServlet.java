package org.myotome.pages;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/**
 * Answers below {@code /guide}. A page may load the style sheet and the icon of this server and nothing else: no script runs in
 * it, whatever an artefact may hold.
 */
final class GuideServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private static final String POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; "
            + "form-action 'none'; frame-ancestors 'none'";

    private final transient GuidePages pages;
    private final transient Layout layout;

    GuideServlet(GuidePages pages, Layout layout) {
        this.pages = pages;
        this.layout = layout;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Content-Security-Policy", POLICY);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
            response.setHeader("Allow", "GET, HEAD");
            send(response, 405, layout.notAllowed(request.getMethod()));
        } else if (request.getServletPath().equals(PagesConfiguration.ICON)) {
            answer("icon.svg", request, response);
        } else if (request.getPathInfo() == null) {
            response.sendRedirect(request.getRequestURI() + "/");
        } else {
            answer(request.getPathInfo().substring(1), request, response);
        }
    }

    private void answer(String name, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<Page> page = pages.find(name.isEmpty() ? "index.html" : name);
        if (page.isEmpty()) {
            send(response, 404, layout.notFound(name));
            return;
        }
        response.setHeader("ETag", page.get().etag());
        response.setHeader("Cache-Control", "no-cache");
        if (page.get().etag().equals(request.getHeader("If-None-Match"))) {
            response.setStatus(304);
        } else {
            send(response, 200, page.get());
        }
    }

    /** To HEAD, Tomcat leaves the content out. */
    private static void send(HttpServletResponse response, int status, Page page) throws IOException {
        response.setStatus(status);
        response.setContentType(page.contentType());
        response.setContentLength(page.content().length);
        response.getOutputStream().write(page.content());
    }
}
