package org.myotome.server;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import java.util.regex.Pattern;
import org.myotome.FhirInterceptor;

/**
 * Refuses bodies with a number such as 1e99999999: ten characters that HAPI writes out into a hundred million digits, which
 * takes all memory or a thread for hours. No clinical value has an exponent of three digits, and no
 * column holds one.
 */
@Interceptor
final class EndlessNumbers implements FhirInterceptor {

    private static final String NUMBER = "-?\\d+(?:\\.\\d+)?[eE][+-]?\\d{3,}";

    /** A number of JSON stands without quotes; in XML an identifier can look alike, so what follows a quantity's must follow. */
    private static final Pattern ENDLESS =
            Pattern.compile("[:\\[,]\\s*" + NUMBER + "\\s*[,}\\]]|<value[A-Za-z]* value=\"" + NUMBER
                    + "\"\\s*/>\\s*<(?:/\\w*(?:Quantity|quantity|extension)|unit|system|code)");

    @Hook(Pointcut.SERVER_INCOMING_REQUEST_POST_PROCESSED)
    public void check(RequestDetails request) {
        RequestTypeEnum type = request.getRequestType();
        boolean body = type == RequestTypeEnum.POST || type == RequestTypeEnum.PUT || type == RequestTypeEnum.PATCH;
        if (body
                && !"_search".equals(request.getOperation())
                && ENDLESS.matcher(RequestText.of(request)).find()) {
            throw new InvalidRequestException("The body holds a number with an exponent of three digits or more");
        }
    }
}
