package org.myotome.intake.hl7v2;

import java.util.List;
import java.util.Set;

/** The versions of HL7 v2 that are read. */
final class Hl7Versions {

    static final List<String> READ =
            List.of("2.3", "2.3.1", "2.4", "2.5", "2.5.1", "2.6", "2.7", "2.7.1", "2.8", "2.8.1", "2.8.2");

    private static final Set<String> BEFORE_2_5 = Set.of("2.3", "2.3.1", "2.4");

    /** For answers to messages in a version that is not read. */
    static final String OF_ANSWERS = "2.5.1";

    private Hl7Versions() {}

    static boolean isRead(String version) {
        return READ.contains(version);
    }

    /** Since 2.5, ERR has a field for each part of an error. */
    static boolean isBefore25(String version) {
        return BEFORE_2_5.contains(version);
    }
}
