package org.myotome.storage;

import java.time.Duration;
import java.util.Map;
import org.myotome.storage.messages.MessagePurge;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long messages are kept, such as {@code 90d} or {@code 12h}; 0 is for ever.
 *
 * @param accepted the content of a message that was accepted; nobody needs it but who looks for what went wrong
 * @param refused a message that was refused and never accepted
 * @param controlIds by what an accepted message is recognised when it is sent again; after it, it would be stored again
 */
@ConfigurationProperties("myotome.intake.retention")
record RetentionProperties(
        @DefaultValue("90d") Duration accepted,
        @DefaultValue("365d") Duration refused,
        @DefaultValue("0") Duration controlIds) {

    RetentionProperties {
        Map.of("accepted", accepted, "refused", refused, "control-ids", controlIds)
                .forEach(RetentionProperties::check);
        boolean contentStays = accepted.isZero() || controlIds.compareTo(accepted) < 0;
        if (!controlIds.isZero() && contentStays) {
            throw new IllegalArgumentException("myotome.intake.retention.control-ids is " + controlIds
                    + " and accepted is " + accepted
                    + " (0 is for ever): a message is recognised at least as long as its content is kept. Raise control-ids,"
                    + " or set it to 0");
        }
    }

    private static void check(String name, Duration period) {
        if (period.isNegative()) {
            throw new IllegalArgumentException("myotome.intake.retention." + name + " is " + period
                    + ": it is a period such as 90d or 12h, or 0 for ever");
        }
    }

    MessagePurge.Periods periods() {
        return new MessagePurge.Periods(accepted, refused, controlIds);
    }
}
