package org.myotome.intake.messages;

import java.util.List;
import java.util.Optional;
import org.myotome.RequestProblem;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.util.MimeTypeUtils;

/** Which of several formats a client takes. */
final class Accept {

    static final String JSON = "application/json";
    static final String CSV = "text/csv";

    private Accept() {}

    /**
     * The first of the offered formats that the client likes best.
     *
     * @param header the first of the offered is taken without one
     */
    static String best(Optional<String> header, List<String> offered) {
        return header.map(text -> wanted(text).stream()
                        .filter(type -> type.getQualityValue() > 0)
                        .flatMap(type ->
                                offered.stream().filter(format -> type.includes(MediaType.parseMediaType(format))))
                        .findFirst()
                        .orElseThrow(() -> RequestProblem.notAcceptable("There is no " + text
                                + " at this address. The header Accept may name " + String.join(", ", offered)
                                + "; without it you get " + offered.get(0))))
                .orElse(offered.get(0));
    }

    private static List<MediaType> wanted(String header) {
        try {
            List<MediaType> types = MediaType.parseMediaTypes(header);
            MimeTypeUtils.sortBySpecificity(types);
            return types;
        } catch (InvalidMediaTypeException unreadable) {
            throw RequestProblem.invalid("The header Accept cannot be read: " + header
                    + ". It is a media type, such as " + JSON + ", or several with commas between them");
        }
    }
}
