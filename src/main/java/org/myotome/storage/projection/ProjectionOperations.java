package org.myotome.storage.projection;

import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.function.Consumer;
import org.myotome.FhirOperation;
import org.myotome.RequestProblem;
import org.myotome.guide.Guide;

/**
 * {@code $rebuild-projection} and {@code $check-projection}, for a database that only this server can open. The answer is
 * text that comes while the work is done; see docs/operations/projection.md.
 */
final class ProjectionOperations implements FhirOperation {

    private final ProjectionRebuild projection;

    ProjectionOperations(ProjectionRebuild projection) {
        this.projection = projection;
    }

    /** Makes the projection anew. */
    @Operation(
            name = "$rebuild-projection",
            manualResponse = true,
            canonicalUrl = Guide.BASE + "/OperationDefinition/rebuild-projection")
    public void rebuild(RequestDetails request, HttpServletResponse response) throws IOException {
        answer(request, response, new ProjectionReport(true), projection::rebuild);
    }

    /** Compares the projection with the resources. */
    @Operation(
            name = "$check-projection",
            manualResponse = true,
            idempotent = true,
            canonicalUrl = Guide.BASE + "/OperationDefinition/check-projection")
    public void check(RequestDetails request, HttpServletResponse response) throws IOException {
        answer(request, response, new ProjectionReport(false), projection::check);
    }

    private static void answer(
            RequestDetails request,
            HttpServletResponse response,
            ProjectionReport report,
            Consumer<Consumer<ProjectionRebuild.Progress>> work)
            throws IOException {
        if (!request.getParameters().isEmpty()) {
            throw RequestProblem.notSupported("There are no parameters, but "
                    + String.join(", ", request.getParameters().keySet()) + " was sent. Leave them out.");
        }
        response.setContentType("text/plain;charset=UTF-8");
        PrintWriter out = response.getWriter();
        work.accept(progress -> {
            report.lines(progress).forEach(out::println);
            out.flush();
        });
        out.println(report.end());
        out.flush();
    }
}
