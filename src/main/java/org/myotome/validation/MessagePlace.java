package org.myotome.validation;

import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Resource;

/** Where a message of the HL7 validator belongs, as FHIRPath. */
final class MessagePlace {

    private MessagePlace() {}

    /** The validator marks entries of a Bundle with comments, and the root of a text it cannot read with nothing. */
    static String path(String location, Resource resource) {
        String bare = location == null ? "" : location.replaceAll("/\\*.*?\\*/", "");
        return bare.matches("[A-Z][A-Za-z]*(\\..+)?") ? bare : resource.fhirType();
    }

    /** The path of the element that a message is about: the validator gives the path of its parent. */
    static String child(String path, String element) {
        String name = element.substring(element.lastIndexOf('.') + 1).replaceAll("(\\[x])?(:.*)?$", "");
        return path.matches(".*\\." + Pattern.quote(name) + "(\\[\\d+])?$") ? path : path + "." + name;
    }
}
