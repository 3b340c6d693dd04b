package org.myotome.query.lastn;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import org.myotome.storage.projection.StrengthResult;

/**
 * After which result a page begins. Results that are stored or withdrawn meanwhile neither move the others to another page nor
 * let one be shown twice.
 *
 * @param patient which of those asked for, from 0
 * @param start and row, those of the last result that was shown
 */
record Position(int patient, long start, long row) {

    /** Before the first. */
    static final Position FIRST = before(0);

    /** Before the first result of a patient. */
    static Position before(int patient) {
        return new Position(patient, Long.MAX_VALUE, Long.MAX_VALUE);
    }

    static Position after(int patient, StrengthResult result) {
        return new Position(patient, result.start().toEpochMilli(), result.row());
    }

    /** @throws IllegalArgumentException if it is none that {@link #text} has given out */
    static Position of(String text) {
        byte[] bytes = Base64.getUrlDecoder().decode(text);
        if (bytes.length != Integer.BYTES + 2 * Long.BYTES) {
            throw new IllegalArgumentException("Not a position");
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        Position position = new Position(buffer.getInt(), buffer.getLong(), buffer.getLong());
        if (position.patient < 0) {
            throw new IllegalArgumentException("Not a position");
        }
        return position;
    }

    /** Opaque to clients. */
    String text() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(ByteBuffer.allocate(Integer.BYTES + 2 * Long.BYTES)
                        .putInt(patient)
                        .putLong(start)
                        .putLong(row)
                        .array());
    }

    /** Whether a result of a patient comes after it. */
    boolean isBefore(int ofPatient, StrengthResult result) {
        if (ofPatient != patient) {
            return ofPatient > patient;
        }
        int order = result.start().compareTo(Instant.EPOCH.plusMillis(start));
        return order < 0 || order == 0 && result.row() < row;
    }
}
