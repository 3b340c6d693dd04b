package org.myotome.intake;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.myotome.guide.Guide;

/**
 * Addresses of what is a sender's own: the same number or code of two senders never means the same. They begin with the
 * sender's address, {@code https://w3id.org/myotome/sender/ICU/GENERAL}.
 */
public final class SenderAddress {

    private static final String SENDERS = Guide.BASE + "/sender/";
    private static final Map<String, String> SYSTEMS =
            Map.of("LN", "http://loinc.org", "SCT", "http://snomed.info/sct");

    private SenderAddress() {}

    public static String of(Sender sender) {
        return below(SENDERS, sender.application(), sender.facility().isEmpty() ? "any" : sender.facility());
    }

    /** Of the code system that the sender names so; LOINC and SNOMED CT have their own. */
    public static String system(Sender sender, String name) {
        if (SYSTEMS.containsKey(name)) {
            return SYSTEMS.get(name);
        }
        boolean isUri = name.startsWith("http://") || name.startsWith("https://") || name.startsWith("urn:");
        return isUri ? name : below(of(sender) + "/code/", name.isEmpty() ? "local" : name);
    }

    /** Of the identifiers that an assigning authority gives out which the sender knows by this name. */
    public static String authority(Sender sender, String name) {
        return below(of(sender) + "/authority/", name.isEmpty() ? "default" : name);
    }

    /** Of what the sender calls its results by: filler order number and sub-id. */
    public static String results(Sender sender) {
        return of(sender) + "/result";
    }

    private static String below(String base, String... parts) {
        return base
                + Arrays.stream(parts)
                        .map(part ->
                                URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20"))
                        .collect(Collectors.joining("/"));
    }
}
