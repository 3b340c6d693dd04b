package org.myotome.server;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.myotome.guide.FhirPackage;

/** Hands out the FHIR NPM package of the guide: the very bytes that the build has laid down for people. */
final class GuidePackageServlet extends HttpServlet {

    static final String PATH = "/guide/package.tgz";

    private static final long serialVersionUID = 1L;

    private final String file;

    /** @param version of the package, which is that of the server */
    GuidePackageServlet(String version) {
        file = FhirPackage.NAME + "-" + version + ".tgz";
    }

    /** To HEAD, Tomcat answers what it would to GET, without the body. */
    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!Set.of("GET", "HEAD").contains(request.getMethod())) {
            response.setHeader("Allow", "GET, HEAD");
            ErrorPage.write(
                    request, response, 405, "The package of the guide is only read: the methods are GET and HEAD");
            return;
        }
        byte[] content = FhirPackage.read();
        String etag = "\"" + digest(content) + "\"";
        response.setHeader("ETag", etag);
        response.setHeader("Cache-Control", "no-cache");
        if (isHeld(request, etag)) {
            response.setStatus(304);
            return;
        }
        response.setContentType("application/gzip");
        response.setHeader("Content-Disposition", "attachment; filename=\"" + file + "\"");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setContentLength(content.length);
        response.getOutputStream().write(content);
    }

    private static boolean isHeld(HttpServletRequest request, String etag) {
        return Optional.ofNullable(request.getHeader("If-None-Match")).stream()
                .flatMap(held -> Stream.of(held.split(",")))
                .map(held -> held.strip().replaceFirst("^W/", ""))
                .anyMatch(held -> held.equals("*") || held.equals(etag));
    }

    private static String digest(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
