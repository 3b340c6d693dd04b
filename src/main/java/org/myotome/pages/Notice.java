package org.myotome.pages;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** The file NOTICE, in which a line at the margin is a heading and what stands below it is indented. */
final class Notice {

    private final String text = read("NOTICE");

    List<Part> parts() {
        return Arrays.stream(text.split("\n\n"))
                .filter(block -> block.contains("\n  "))
                .map(block -> new Part(
                        block.substring(0, block.indexOf('\n')),
                        block.substring(block.indexOf('\n'))
                                .replaceAll("\\s+", " ")
                                .strip()))
                .toList();
    }

    /** A file that the build has taken from the root of the repository. */
    static String read(String name) {
        try (InputStream in = Notice.class.getResourceAsStream("/META-INF/myotome/" + name)) {
            if (in == null) {
                throw new IllegalStateException("The build has left out " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is said of one source. */
    record Part(String heading, String words) {}
}
