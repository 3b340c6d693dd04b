package org.myotome.intake.csv;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.myotome.intake.Channel;
import org.myotome.intake.IntakeIssue;
import org.myotome.intake.IntakeMessage;
import org.myotome.intake.RowIntake;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps refused rows of one table as messages that can be replayed: what was stored of a wide row is left out of them. */
final class KeptRows implements RefusedRows {

    private static final Logger LOG = LoggerFactory.getLogger(KeptRows.class);

    private final RowIntake intake;
    private final Columns columns;
    private final TableSettings settings;
    private final Channel channel;
    private final Instant received = Instant.now();
    private final AtomicInteger room;

    KeptRows(RowIntake intake, ReadTable table, Channel channel, int most) {
        this.intake = intake;
        this.columns = table.columns();
        this.settings = table.settings();
        this.channel = channel;
        this.room = new AtomicInteger(most);
    }

    @Override
    public boolean keep(ReadRow row, List<RowReport> reports) {
        List<RowReport> refused = reports.stream().filter(RowReport::isRefused).toList();
        if (refused.isEmpty() || room.getAndUpdate(left -> Math.max(0, left - 1)) == 0) {
            return false;
        }
        List<IntakeIssue> issues =
                refused.stream().flatMap(report -> report.issues().stream()).toList();
        try {
            intake.keepRefused(message(row, refused), issues);
            return true;
        } catch (RuntimeException failure) {
            // Its message may quote the row.
            LOG.error(
                    "A refused row of a table was not kept: {}",
                    failure.getClass().getName());
            return false;
        }
    }

    private IntakeMessage message(ReadRow row, List<RowReport> refused) {
        Set<String> cells = new HashSet<>();
        refused.forEach(report -> cells.add(report.column()));
        List<Integer> wanted = IntStream.range(0, columns.names().size())
                .filter(column -> row.examination().isEmpty()
                        || !columns.items().contains(column)
                        || cells.contains(columns.names().get(column)))
                .boxed()
                .toList();
        LittleTable little = LittleTable.of(columns.names(), row.row().cells(), wanted, settings);
        return new IntakeMessage(
                CsvFormat.NAME,
                channel,
                settings.sender(),
                columns.type(),
                little.digest(),
                received,
                little.content(),
                "UTF-8");
    }
}
