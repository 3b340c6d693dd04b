package org.myotome.server;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import org.myotome.FhirInterceptor;
import org.myotome.validation.body.ReadableText;

/**
 * Looks through a body before anything parses it, and refuses what parsers, validator or database would stumble over: text that
 * is no JSON or XML, nesting that takes the stack, characters that are none, and numbers that take all memory.
 */
@Interceptor
final class ReadableBodies implements FhirInterceptor {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /** Before the interceptors that parse, such as that of $validate, which have no order. */
    @Hook(value = Pointcut.SERVER_INCOMING_REQUEST_POST_PROCESSED, order = -1)
    public void check(RequestDetails request) {
        RequestTypeEnum type = request.getRequestType();
        boolean body = type == RequestTypeEnum.POST || type == RequestTypeEnum.PUT || type == RequestTypeEnum.PATCH;
        if (body && !"_search".equals(request.getOperation())) {
            String text = withoutByteOrderMark(request);
            if (text.isEmpty() && isOfNoLength(request)) {
                throw new InvalidRequestException(
                        "The request has no body that HTTP would see: say its Content-Length, or "
                                + "send it with Transfer-Encoding: chunked");
            }
            ReadableText.check(text, type == RequestTypeEnum.PATCH);
        }
    }

    /** An operation may do without a body; then nobody meant one. */
    private static boolean isOfNoLength(RequestDetails request) {
        return request.getOperation() == null
                && request.getHeader("Content-Length") == null
                && request.getHeader("Transfer-Encoding") == null;
    }

    /** Windows programs begin UTF-8 with a mark that JSON "MAY ignore" (RFC 8259, section 8.1); HAPI does not. */
    private static String withoutByteOrderMark(RequestDetails request) {
        String text = RequestText.of(request);
        if (text.isEmpty() || text.charAt(0) != BYTE_ORDER_MARK) {
            return text;
        }
        request.setRequestContents(text.substring(1).getBytes(RequestText.charset(request)));
        return text.substring(1);
    }
}
