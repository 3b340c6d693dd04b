package org.myotome.storage.backup;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.scheduling.support.CronExpression;

/**
 * Which backups the server makes by itself.
 *
 * @param directory below which it makes them; none if it is not set
 * @param schedule when: the six fields of a cron expression (second, minute, hour, day, month, day of the week) in the time
 *     zone of the machine, or the time from one to the next, such as {@code 6h}
 * @param keep how many are kept, 1 at least
 */
@ConfigurationProperties("myotome.backup")
record BackupProperties(
        @Nullable Path directory,
        @DefaultValue("0 30 2 * * *") String schedule,
        @DefaultValue("7") int keep) {

    private static final int CRON_FIELDS = 6;

    BackupProperties {
        if (keep < 1) {
            throw new IllegalArgumentException(
                    "myotome.backup.keep is " + keep + ": it is the number of backups that are kept, 1 at least");
        }
        try {
            if (isCron(schedule)) {
                CronExpression.parse(schedule);
            } else if (DurationStyle.detectAndParse(schedule).compareTo(Duration.ofSeconds(1)) < 0) {
                throw new IllegalArgumentException("it is less than a second");
            }
        } catch (IllegalArgumentException | DateTimeParseException wrong) {
            throw new IllegalArgumentException("myotome.backup.schedule is \"" + schedule + "\" (" + wrong.getMessage()
                    + "): it is a cron expression of six fields, such as \"0 30 2 * * *\" for each night at half past two,"
                    + " or a time such as 6h or 1d");
        }
    }

    private static boolean isCron(String schedule) {
        return schedule.startsWith("@") || schedule.strip().split("\\s+").length == CRON_FIELDS;
    }

    /** When the next one is due after one of this time. */
    ZonedDateTime after(ZonedDateTime last) {
        if (!isCron(schedule)) {
            return last.plus(DurationStyle.detectAndParse(schedule));
        }
        ZonedDateTime next = CronExpression.parse(schedule).next(last);
        // Such as the 30th of February.
        return next == null ? last.plus(100, ChronoUnit.YEARS) : next;
    }
}
