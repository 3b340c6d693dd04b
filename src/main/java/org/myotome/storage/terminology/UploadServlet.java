package org.myotome.storage.terminology;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * {@code POST /terminology/upload?system=URL}: takes the files of a code system in a zip, and tells in lines of text how far it
 * is. The last line says whether all of it is stored; see docs/operations/terminology-server.md.
 */
final class UploadServlet extends HttpServlet {

    static final String PATH = "/terminology/upload";

    /** Is the last line where everything is stored. */
    static final String DONE = "done: ";

    private static final long serialVersionUID = 1;
    private static final Logger LOG = LoggerFactory.getLogger(UploadServlet.class);

    private final transient TerminologyUpload upload;

    UploadServlet(TerminologyUpload upload) {
        this.upload = upload;
    }

    @Override
    protected void service(HttpServletRequest http, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setContentType("text/plain;charset=UTF-8");
        if (!http.getMethod().equals("POST")) {
            response.setHeader("Allow", "POST");
            refuse(response, 405, "the method was " + http.getMethod() + ". Send the files with POST.");
        } else if (!String.valueOf(http.getContentType()).startsWith(UploadParcel.MEDIA_TYPE)) {
            // A web page cannot send this type to another host without asking first.
            refuse(
                    response,
                    415,
                    "the Content-Type was " + http.getContentType() + ". Send the files in a zip, as "
                            + UploadParcel.MEDIA_TYPE + ".");
        } else {
            Path directory = Files.createTempDirectory("myotome-upload");
            try {
                take(http, directory, response);
            } finally {
                FileSystemUtils.deleteRecursively(directory);
            }
        }
    }

    private void take(HttpServletRequest http, Path directory, HttpServletResponse response) throws IOException {
        UploadOptions options;
        try {
            List<Path> files = UploadParcel.unpack(http.getInputStream(), directory);
            options = UploadOptions.of(
                    Optional.ofNullable(http.getParameter("system")), files, Optional.empty(), List.of());
        } catch (IllegalArgumentException wrong) {
            refuse(response, 400, wrong.getMessage());
            return;
        }
        Optional<String> fault = UploadedDescription.fault(options);
        if (fault.isPresent()) {
            refuse(response, 422, fault.get());
            return;
        }
        PrintWriter out = response.getWriter();
        try {
            if (upload.run(options, line -> tell(out, line))) {
                tell(out, DONE + options.system());
            }
        } catch (RuntimeException failed) {
            LOG.error("An upload of {} failed", options.system(), failed);
            tell(
                    out,
                    TerminologyUpload.REFUSED + "the server failed ("
                            + failed.getClass().getSimpleName() + "). Look at its log; it can be uploaded again.");
        }
    }

    private static void tell(PrintWriter out, String line) {
        out.println(line);
        out.flush();
    }

    private static void refuse(HttpServletResponse response, int status, String why) throws IOException {
        response.setStatus(status);
        tell(response.getWriter(), TerminologyUpload.REFUSED + why);
    }
}
