package org.myotome.monitor;

import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.Set;

/**
 * What kind of request it was, in words of which there are only few, however many requests there are.
 *
 * @param name the code of the FHIR interaction, such as {@code search-type}, or the name of an operation, such as
 *     {@code $lastn}
 * @param type of resource; {@code other} for those that no profile here is about, {@code none} without any
 */
record Interaction(String name, String type) {

    static final String NO_TYPE = "none";

    /** What was refused before anybody knew what it was. */
    static final Interaction UNKNOWN = new Interaction("unknown", NO_TYPE);

    private static final String OTHER_TYPE = "other";

    /** @param named the types that are named */
    static Interaction of(RequestDetails request, Set<String> named) {
        RestOperationTypeEnum operation = request.getRestOperationType();
        if (operation == null) {
            return UNKNOWN;
        }
        // Only operations that exist come so far.
        String name =
                isOperation(operation) && request.getOperation() != null ? request.getOperation() : operation.getCode();
        String type = request.getResourceName();
        return new Interaction(name, type == null ? NO_TYPE : named.contains(type) ? type : OTHER_TYPE);
    }

    private static boolean isOperation(RestOperationTypeEnum operation) {
        return switch (operation) {
            case EXTENDED_OPERATION_SERVER, EXTENDED_OPERATION_TYPE, EXTENDED_OPERATION_INSTANCE -> true;
            default -> false;
        };
    }

    /** A request beside the FHIR endpoint, by the beginning of its path. */
    static Interaction ofPath(String path) {
        if (path.startsWith("/intake/hl7v2")) {
            return new Interaction("intake-hl7v2", NO_TYPE);
        }
        if (path.startsWith("/intake/csv")) {
            return new Interaction("intake-csv", NO_TYPE);
        }
        return path.startsWith("/intake") ? new Interaction("intake-messages", NO_TYPE) : UNKNOWN;
    }
}
