package org.myotome.pages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** All examples, read when the first page needs them. */
final class Examples {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<Example> all;
    private final ValidationRules rules;

    Examples(ValidationRules rules) {
        this.rules = rules;
        this.all = Stream.of("valid", "exams", "invalid", "gate")
                .flatMap(folder -> read(folder).stream())
                .sorted(Comparator.comparing(Example::file))
                .toList();
    }

    List<Example> all() {
        return all;
    }

    /** @param stem the name of the file in the folder, without its ending */
    Optional<Example> find(String folder, String stem) {
        return all.stream()
                .filter(example ->
                        example.folder().equals(folder) && example.stem().equals(stem))
                .findFirst();
    }

    /** What the server accepts of a profile. */
    List<Row> valid(String profile) {
        return rows(example -> example.isAccepted() && example.profiles().contains(profile));
    }

    /** What the server refuses of a profile. */
    List<Row> refused(String profile) {
        return rows(example -> !example.isAccepted() && example.profiles().contains(profile));
    }

    List<Row> rows(Predicate<Example> which) {
        return all.stream().filter(which).map(this::row).toList();
    }

    Row row(Example example) {
        String reason = example.reason();
        return new Row(new Link(example.title(), example.file() + ".html"), example.type(), reason, demand(reason));
    }

    /** What was not complied with; of a path only the path is known. */
    private String demand(String reason) {
        return reason.isEmpty()
                ? ""
                : rules.of(reason.replaceFirst("\\+.*", "")).words();
    }

    private static List<Example> read(String folder) {
        List<Example> examples = new ArrayList<>();
        try {
            Resource[] files = new PathMatchingResourcePatternResolver()
                    .getResources("classpath*:fhir/profiles/examples/" + folder + "/*.json");
            for (Resource file : files) {
                examples.add(read(folder, file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return examples;
    }

    private static Example read(String folder, Resource file) throws IOException {
        try (InputStream in = file.getInputStream()) {
            String json = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            JsonNode resource = JSON.readTree(json);
            return new Example(folder, stem(file), resource.path("resourceType").asText(), profiles(resource), json);
        }
    }

    /** Spring would take the plus in the name of a file within a jar for a space. */
    private static String stem(Resource file) throws IOException {
        String path = file.getURL().getPath();
        String name = path.substring(path.lastIndexOf('/') + 1).replaceFirst("\\.json$", "");
        return URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static List<String> profiles(JsonNode resource) {
        return resource.findValues("meta").stream()
                .flatMap(meta -> StreamSupport.stream(meta.path("profile").spliterator(), false))
                .map(JsonNode::asText)
                .distinct()
                .toList();
    }

    /** An example in a list; the reason and what was not complied with are empty if the server accepts it. */
    record Row(Link page, String type, String reason, String demand) {}
}
