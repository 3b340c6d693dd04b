package org.myotome.query;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.myotome.RequestProblem;

/**
 * A part of an answer about many patients, in the order of their rows, so that what is written meanwhile neither repeats nor
 * loses one.
 *
 * @param count of patients at most
 * @param after the first patient's row is greater
 */
public record PatientPage(int count, long after) {

    /** The parameters that this reads. */
    public static final Set<String> PARAMETERS = Set.of("_count", "_cursor");

    private static final int USUAL = 50;
    private static final int MOST = 1000;
    private static final String MARK = "p";

    /** From {@code _count}, 1 to 1000, and {@code _cursor}, which a next link holds. */
    public static PatientPage of(OperationInput input) {
        return new PatientPage(
                input.number("_count", 1, MOST, USUAL),
                input.one("_cursor").map(PatientPage::row).orElse(-1L));
    }

    private static long row(String cursor) {
        return OperationInput.parse(
                "_cursor", cursor, "what the next link of an answer has, as it was given", PatientPage::read);
    }

    private static long read(String cursor) {
        String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        if (!text.startsWith(MARK)) {
            throw new IllegalArgumentException();
        }
        return Long.parseLong(text.substring(MARK.length()));
    }

    private static String cursor(long row) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((MARK + row).getBytes(StandardCharsets.UTF_8));
    }

    /** The address of this page. */
    public static String self(RequestDetails request, OperationInput input) {
        return address(request, parameters(request, input));
    }

    /**
     * The address of the next page, for GET, whichever way the parameters of this one came.
     *
     * @param last the row of the last patient of this page
     */
    public static String next(RequestDetails request, OperationInput input, long last) {
        Map<String, List<String>> parameters = parameters(request, input);
        parameters.put("_cursor", List.of(cursor(last)));
        return address(request, parameters);
    }

    private static Map<String, List<String>> parameters(RequestDetails request, OperationInput input) {
        Map<String, List<String>> parameters = new LinkedHashMap<>(input.values());
        request.getParameters().forEach((name, values) -> parameters.putIfAbsent(name, List.of(values)));
        return parameters;
    }

    private static String address(RequestDetails request, Map<String, List<String>> parameters) {
        List<String> query = new ArrayList<>();
        parameters.forEach((name, values) -> values.forEach(value -> query.add(encoded(name) + "=" + encoded(value))));
        return request.getFhirServerBase() + "/" + request.getRequestPath()
                + (query.isEmpty() ? "" : "?" + String.join("&", query));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("%2C", ",")
                .replace("%3A", ":")
                .replace("%2F", "/")
                .replace("%24", "$");
    }

    /** @throws ca.uhn.fhir.rest.server.exceptions.InvalidRequestException if pages are asked for of one patient */
    public static void refuse(OperationInput input) {
        PARAMETERS.stream().filter(input::has).findFirst().ifPresent(name -> {
            throw RequestProblem.invalid("Parameter \"" + name + "\" belongs to a question about many patients, which "
                    + "comes in pages; this one is about one patient. Leave it out.");
        });
    }
}
