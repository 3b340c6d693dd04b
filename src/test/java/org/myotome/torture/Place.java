package org.myotome.torture;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Where the server under torture keeps its data. */
interface Place extends AutoCloseable {

    /** The arguments by which the server finds it. */
    String[] arguments();

    /** Starts the database again if it has given up, as an operator does. */
    void revive() throws IOException;

    /**
     * Which calls of which processes wait for the disk, as {@code strace} takes it.
     *
     * @param server the process of the server
     */
    List<String> waitsForDisk(long server) throws IOException;

    @Override
    void close() throws IOException;

    /** @param database {@code h2} or {@code postgresql} */
    static Place of(String database, Path directory) throws IOException {
        return switch (database) {
            case "h2" -> h2(directory);
            case "postgresql" -> new Postgresql(directory.resolve("postgresql"));
            default -> throw new IllegalArgumentException("h2 or postgresql, not " + database);
        };
    }

    /** A file below the directory. */
    static Place h2(Path directory) {
        return new Place() {
            @Override
            public String[] arguments() {
                return new String[] {"--myotome.database.url=jdbc:h2:file:" + directory.resolve("data/myotome")};
            }

            @Override
            public void revive() {
                // It lives in the server.
            }

            /** Both files are opened so that each write waits. */
            @Override
            public List<String> waitsForDisk(long server) {
                String file = directory.resolve("data/myotome").toString();
                String writes = "write,pwrite64,fsync,fdatasync";
                return List.of("-p", "" + server, "-P", file + ".mv.db", "-P", file + ".wal", "-e", "trace=" + writes);
            }

            @Override
            public void close() {
                // Nothing runs.
            }
        };
    }
}
