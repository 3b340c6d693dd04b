package org.myotome.intake.hl7v2;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.myotome.guide.Guide;
import org.myotome.intake.Sender;
import org.myotome.intake.SenderAddress;

/**
 * Who gives numbers away, as the system of an identifier. A namespace means something to its sender alone: the same one of two
 * hospitals must never make one patient of two, so it becomes part of an address of the sender's own.
 */
record AssigningAuthority(Sender sender) {

    /** Of numbers whose authority the sender does not name. */
    static final String DEFAULT = "default";

    private static final Pattern OBJECT_IDENTIFIER = Pattern.compile("[0-2](?:\\.(?:0|[1-9][0-9]*))+");
    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    /** Types of HL7 table 0301 whose identifiers mean the same everywhere, but that have no form as an address. */
    private static final Set<String> WORLDWIDE = Set.of("DNS", "EUI64", "CLIA", "CLIP", "HCD", "HL7", "x400", "x500");

    /**
     * The system that an HD names. The universal id goes before the namespace, because it means the same everywhere.
     *
     * @param namespace HD.1, or a local default
     * @param universalId HD.2
     * @param type HD.3
     */
    String system(String namespace, String universalId, String type) {
        if (universalId.isEmpty()) {
            return local(namespace.isEmpty() ? DEFAULT : namespace);
        }
        return universal(universalId, type).orElseGet(() -> local(universalId));
    }

    /** Of a name that means something to the sender alone. */
    String local(String namespace) {
        return SenderAddress.local(sender, namespace);
    }

    private static Optional<String> universal(String id, String type) {
        return switch (type) {
            case "ISO" ->
                Optional.of("urn:oid:" + id)
                        .filter(oid -> OBJECT_IDENTIFIER.matcher(id).matches());
            case "UUID", "GUID" ->
                Optional.of("urn:uuid:" + id.toLowerCase(Locale.ROOT))
                        .filter(uuid -> UUID.matcher(id).matches());
            case "URI" -> Optional.of(id).filter(AssigningAuthority::isAbsolute);
            default ->
                Optional.of(Guide.BASE + "/authority/" + encoded(type.toLowerCase(Locale.ROOT)) + "/" + encoded(id))
                        .filter(address -> WORLDWIDE.contains(type));
        };
    }

    private static boolean isAbsolute(String id) {
        try {
            return new URI(id).isAbsolute();
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
