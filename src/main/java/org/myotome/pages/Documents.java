package org.myotome.pages;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The documents of {@code docs/} that belong to the guide, as the build has put them on the class path. */
final class Documents {

    private static final String FOLDER = "guide-documents";

    private static final Pattern TITLE = Pattern.compile("(?m)^# +(.+)$");

    private final List<Document> all;

    Documents() {
        List<Document> found = new ArrayList<>(read(""));
        found.addAll(read("operations/"));
        all = found.stream().sorted(Comparator.comparing(Document::stem)).toList();
    }

    List<Document> all() {
        return all;
    }

    /** Those in {@code docs/operations}. */
    List<Document> operations() {
        return all.stream()
                .filter(document -> document.folder().equals("operations/"))
                .toList();
    }

    /** Where it is shown how an operation is used: the document of its name, or one that mentions it. */
    List<Link> of(String operation) {
        return operations().stream()
                .filter(document -> document.stem().equals(operation))
                .findFirst()
                .or(() -> operations().stream()
                        .filter(document -> document.markdown().contains("$" + operation))
                        .findFirst())
                .map(Document::link)
                .stream()
                .toList();
    }

    Optional<Document> find(String stem) {
        return all.stream().filter(document -> document.stem().equals(stem)).findFirst();
    }

    private static List<Document> read(String folder) {
        List<Document> documents = new ArrayList<>();
        try {
            String pattern = "classpath*:" + FOLDER + "/" + folder + "*.md";
            for (Resource file : new PathMatchingResourcePatternResolver().getResources(pattern)) {
                documents.add(read(folder, file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return documents;
    }

    private static Document read(String folder, Resource file) throws IOException {
        try (InputStream in = file.getInputStream()) {
            String stem = Optional.ofNullable(file.getFilename()).orElse("").replaceFirst("\\.md$", "");
            String markdown = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            Matcher title = TITLE.matcher(markdown);
            return new Document(folder, stem, title.find() ? title.group(1).replace("`", "") : stem, markdown);
        }
    }

    /**
     * A document.
     *
     * @param folder below {@code docs/}: empty, or {@code operations/}
     * @param stem the name of its file without its ending
     */
    record Document(String folder, String stem, String title, String markdown) {

        Link link() {
            return new Link(title, stem + ".html");
        }
    }
}
