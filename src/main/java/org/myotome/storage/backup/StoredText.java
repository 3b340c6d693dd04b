package org.myotome.storage.backup;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Blob;
import java.util.function.LongFunction;
import java.util.zip.GZIPInputStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The JSON of a resource without HAPI, which knows the database of its server only: plain text, or compressed as older versions
 * of HAPI have it. Tags in tables of their own are left out.
 */
final class StoredText implements LongFunction<String> {

    private static final String READ = "select v.RES_TEXT_VC, v.RES_TEXT, v.RES_ENCODING from HFJ_RESOURCE r"
            + " join HFJ_RES_VER v on v.RES_ID = r.RES_ID and v.RES_VER = r.RES_VER where r.RES_ID = ?";

    private final JdbcTemplate jdbc;

    StoredText(DataSource database) {
        this.jdbc = new JdbcTemplate(database);
    }

    @Override
    public String apply(long row) {
        return jdbc.queryForObject(
                READ,
                (result, number) -> {
                    @Nullable String text = result.getString(1);
                    if (text != null) {
                        return text;
                    }
                    // On PostgreSQL a large object of its own.
                    Blob packed = result.getBlob(2);
                    return unpacked(packed.getBytes(1, (int) packed.length()), result.getString(3));
                },
                row);
    }

    private static String unpacked(byte[] bytes, String encoding) {
        if (!"JSONC".equals(encoding)) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
        try (GZIPInputStream json = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return new String(json.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
