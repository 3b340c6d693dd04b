package org.myotome.storage.messages;

import com.google.common.hash.Hashing;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** What is written of a message, each time that it is worked on, and read of it. */
final class MessageColumns {

    /** In the order in which {@link #bind} writes them. */
    static final List<String> WRITTEN = List.of(
            "FORMAT",
            "CHANNEL",
            "MESSAGE_TYPE",
            "RECEIVED",
            "CONTENT",
            "CONTENT_SINCE",
            "DIGEST",
            "CHARSET",
            "STATUS",
            "WORKED",
            "ANSWER",
            "OUTCOME",
            "STORED");

    /** H2 takes no longer text or bytes as one value, and its log holds what was given as one value only. */
    private static final int ONE_VALUE = 1 << 20;

    private MessageColumns() {}

    /** @return the place after the last */
    static int bind(PreparedStatement statement, int first, KeptMessage message) throws SQLException {
        int at = first;
        statement.setString(at++, shortened(message.format()));
        statement.setString(at++, shortened(message.channel()));
        statement.setString(at++, shortened(message.type()));
        statement.setLong(at++, message.received().toEpochMilli());
        bind(statement, at++, message.content());
        statement.setLong(at++, message.received().toEpochMilli());
        statement.setString(at++, digest(message.content()));
        statement.setString(at++, shortened(message.charset()));
        statement.setString(at++, message.status().name());
        statement.setLong(at++, message.worked().toEpochMilli());
        bind(statement, at++, ColumnText.clean(message.answer()));
        bind(statement, at++, ColumnText.clean(message.outcome()));
        statement.setInt(at++, message.stored());
        return at;
    }

    private static String shortened(String text) {
        return ColumnText.cut(text, MessageTables.SHORT);
    }

    static String digest(byte[] content) {
        return Hashing.sha256().hashBytes(content).toString();
    }

    private static void bind(PreparedStatement statement, int at, byte[] content) throws SQLException {
        if (content.length <= ONE_VALUE) {
            statement.setBytes(at, content);
        } else {
            statement.setBinaryStream(at, new ByteArrayInputStream(content), content.length);
        }
    }

    private static void bind(PreparedStatement statement, int at, String text) throws SQLException {
        if (text.length() <= ONE_VALUE) {
            statement.setString(at, text);
        } else {
            statement.setCharacterStream(at, new StringReader(text), text.length());
        }
    }

    /** Without its reasons. */
    static KeptMessage read(ResultSet row, int number) throws SQLException {
        return new KeptMessage(
                row.getString("ID"),
                row.getString("FORMAT"),
                row.getString("CHANNEL"),
                row.getString("SENDER"),
                row.getString("CONTROL_ID"),
                row.getString("MESSAGE_TYPE"),
                Instant.ofEpochMilli(row.getLong("RECEIVED")),
                bytes(row, "CONTENT"),
                row.getString("CHARSET"),
                KeptMessage.Status.valueOf(row.getString("STATUS")),
                row.getInt("ATTEMPTS"),
                Instant.ofEpochMilli(row.getLong("WORKED")),
                text(row, "ANSWER"),
                text(row, "OUTCOME"),
                row.getInt("STORED"),
                List.of());
    }

    private static byte[] bytes(ResultSet row, String column) throws SQLException {
        try (InputStream content = row.getBinaryStream(column)) {
            return content == null ? new byte[0] : content.readAllBytes();
        } catch (IOException e) {
            throw new SQLException("The content of a message cannot be read from the database", e);
        }
    }

    private static String text(ResultSet row, String column) throws SQLException {
        StringBuilder text = new StringBuilder();
        try (Reader characters = row.getCharacterStream(column)) {
            char[] some = new char[8192];
            for (int read = characters.read(some); read >= 0; read = characters.read(some)) {
                text.append(some, 0, read);
            }
        } catch (IOException e) {
            throw new SQLException("A text of a message cannot be read from the database", e);
        }
        return text.toString();
    }
}
