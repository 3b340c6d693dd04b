package org.myotome.intake.hl7v2;

import ca.uhn.fhir.context.FhirContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Resource;
import org.myotome.intake.Channel;
import org.myotome.intake.IntakeRefusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.unit.DataSize;

/**
 * HL7 v2 over HTTP, as HAPI's library of that name does it: the body is the message, and the answer to it; the HTTP status
 * says what MSA-1 says. What is no message is answered with an OperationOutcome.
 */
final class Hl7v2Servlet extends HttpServlet {

    static final String PATH = "/intake/hl7v2";

    private static final long serialVersionUID = 1;
    private static final Logger LOG = LoggerFactory.getLogger(Hl7v2Servlet.class);

    private final transient Hl7Receiver receiver;
    private final transient FhirContext fhir;
    private final transient DataSize limit;
    private final transient Clock clock;

    Hl7v2Servlet(Hl7Receiver receiver, FhirContext fhir, DataSize limit, Clock clock) {
        this.receiver = receiver;
        this.fhir = fhir;
        this.limit = limit;
        this.clock = clock;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            if (!request.getMethod().equals("POST")) {
                response.setHeader("Allow", "POST");
                throw new HttpRefusal(405, "Messages are posted here: the only method is POST");
            }
            Hl7Request posted = read(request);
            if (posted.dryRun()) {
                write(response, 200, DryRun.of(posted, receiver));
            } else if (Hl7File.isBatch(posted.body())) {
                receiveBatch(posted, response);
            } else {
                receive(posted, response);
            }
        } catch (HttpRefusal refusal) {
            write(response, refusal.status(), outcome(refusal.status(), refusal.getMessage()));
        } catch (IntakeRefusal refusal) {
            OperationOutcome outcome = new OperationOutcome();
            refusal.issues().forEach(issue -> outcome.addIssue(issue.toIssue()));
            write(response, 400, outcome);
        }
    }

    private Hl7Request read(HttpServletRequest request) throws IOException {
        try {
            return Hl7Request.of(request, limit);
        } catch (IOException e) {
            LOG.debug(
                    "A client has left before its message was read: {}",
                    e.getClass().getName());
            throw new HttpRefusal(400, "The body did not arrive whole");
        }
    }

    private void receive(Hl7Request posted, HttpServletResponse response) throws IOException {
        Hl7Receiver.Reply reply = receiver.receive(posted.body(), Channel.HTTP, posted.charset());
        retryAfter(response, reply);
        write(response, reply.httpStatus(), posted.mediaType(), Optional.of(reply.charset()), reply.bytes());
    }

    private static void retryAfter(HttpServletResponse response, Hl7Receiver.Reply reply) {
        reply.retryAfterSeconds().ifPresent(seconds -> response.setHeader("Retry-After", seconds.toString()));
    }

    /** Each message by itself, in its order, after the counts of the file were found right. */
    private void receiveBatch(Hl7Request posted, HttpServletResponse response) throws IOException {
        Hl7File file = Hl7File.read(posted.body());
        int status = 200;
        List<List<Hl7Receiver.Reply>> replies = new ArrayList<>();
        for (Hl7File.Batch batch : file.batches()) {
            List<Hl7Receiver.Reply> ofBatch = new ArrayList<>();
            for (byte[] message : batch.messages()) {
                Hl7Receiver.Reply reply = receiver.receive(message, Channel.HTTP, posted.charset());
                status = Math.max(status, reply.httpStatus());
                retryAfter(response, reply);
                ofBatch.add(reply);
            }
            replies.add(ofBatch);
        }
        byte[] answer = BatchAnswer.of(file, replies, clock.instant());
        write(response, status, posted.mediaType(), posted.charset(), answer);
    }

    private static void write(
            HttpServletResponse response, int status, String mediaType, Optional<Charset> charset, byte[] answer)
            throws IOException {
        if (answer.length == 0) {
            response.setStatus(status == 200 ? 204 : status);
            return;
        }
        response.setStatus(status);
        response.setContentType(
                mediaType + charset.map(set -> ";charset=" + set.name()).orElse(""));
        response.setContentLength(answer.length);
        response.getOutputStream().write(answer);
    }

    private void write(HttpServletResponse response, int status, Resource resource) throws IOException {
        byte[] json = fhir.newJsonParser().encodeResourceToString(resource).getBytes(StandardCharsets.UTF_8);
        write(response, status, "application/fhir+json", Optional.of(StandardCharsets.UTF_8), json);
    }

    private static OperationOutcome outcome(int status, String words) {
        IssueType code = switch (status) {
            case 405, 415 -> IssueType.NOTSUPPORTED;
            case 413 -> IssueType.TOOLONG;
            default -> IssueType.INVALID;
        };
        OperationOutcome outcome = new OperationOutcome();
        outcome.addIssue().setSeverity(IssueSeverity.ERROR).setCode(code).setDiagnostics(words);
        return outcome;
    }
}
