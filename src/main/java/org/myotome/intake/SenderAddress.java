package org.myotome.intake;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.myotome.guide.Guide;

/**
 * Addresses of what is a sender's own: the same number or code of two senders never means the same. They begin with the
 * sender's address, {@code https://w3id.org/myotome/sender/ICU/GENERAL}.
 */
public final class SenderAddress {

    private static final Map<String, String> SYSTEMS =
            Map.of("LN", "http://loinc.org", "SCT", "http://snomed.info/sct");

    private SenderAddress() {}

    /** Of the sender itself. */
    public static String of(Sender sender) {
        return address("sender", sender);
    }

    /** Of the code system that the sender names so; LOINC and SNOMED CT have their own. */
    public static String system(Sender sender, String name) {
        boolean isUri = name.startsWith("http://") || name.startsWith("https://") || name.startsWith("urn:");
        return isUri ? name : SYSTEMS.getOrDefault(name, local(sender, name));
    }

    /** Of what the sender calls so: a code system, or an assigning authority of identifiers; empty for the one without a name. */
    public static String local(Sender sender, String name) {
        return of(sender) + "/" + encoded(name.isEmpty() ? "default" : name);
    }

    /** Of what the sender calls its results by: filler order number and sub-id. */
    public static String results(Sender sender) {
        return address("result", sender);
    }

    /** Of the control ids of its messages. */
    public static String messages(Sender sender) {
        return address("message", sender);
    }

    /** Of the names of testers that have no number. */
    public static String testers(Sender sender) {
        return address("tester", sender);
    }

    private static String address(String kind, Sender sender) {
        return Guide.BASE + "/" + kind + "/" + encoded(sender.application()) + "/"
                + encoded(sender.facility().isEmpty() ? "any" : sender.facility());
    }

    private static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
