package org.myotome.validation;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.myotome.demo.GenerateCommand;
import org.myotome.guide.Guide;
import org.myotome.guide.ValueSetCodes;
import org.myotome.validation.acceptor.Acceptor;

/** Nearly all of what EHR systems send takes the fast path; the demo patients stand for it. */
class AcceptorShareTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern EXAM = Pattern.compile("demo-\\d+-e\\d+");
    private static final Pattern PATIENT = Pattern.compile("demo-\\d+");
    private static final Acceptor ACCEPTOR = acceptor();
    private static final List<JsonNode> RESOURCES = new ArrayList<>();

    private static Acceptor acceptor() {
        FhirContext fhir = FhirContext.forR4Cached();
        Guide guide = Guide.load(fhir);
        ProfileFit fit = new ProfileFit(guide, new ValueSetCodes(guide));
        return new Acceptor(fhir, guide.validationSupport(), resource -> fit.of(Markers.of(resource)));
    }

    @BeforeAll
    static void generate(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("demo.ndjson");
        assertThat(new GenerateCommand().run(List.of("--patients", "24", "--seed", "4", "--out", file.toString())))
                .isZero();
        for (String line : Files.readAllLines(file)) {
            RESOURCES.add(JSON.readTree(line));
        }
    }

    @Test
    void validExamplesTakeTheFastPath() {
        assertShare("examples", List.copyOf(Examples.in("valid", "exams").values()));
    }

    @Test
    void singleResourcesTakeTheFastPath() {
        assertShare("single", RESOURCES.stream().map(JsonNode::toString).toList());
    }

    @Test
    void transactionsTakeTheFastPath() {
        Map<String, ObjectNode> transactions = new TreeMap<>();
        for (JsonNode resource : RESOURCES) {
            unit(resource.path("id").asText())
                    .ifPresent(unit -> add(transactions.computeIfAbsent(unit, any -> transaction()), resource));
        }
        assertShare(
                "transactions",
                transactions.values().stream().map(JsonNode::toString).toList());
    }

    private static void assertShare(String what, List<String> texts) {
        Map<String, Integer> obstacles = new TreeMap<>();
        texts.forEach(text -> ACCEPTOR.obstacle(text).ifPresent(reason -> obstacles.merge(reason, 1, Integer::sum)));
        int slow = obstacles.values().stream().mapToInt(Integer::intValue).sum();
        double share = 1 - (double) slow / texts.size();
        System.out.printf("%s: %.1f %% of %,d on the fast path, %s%n", what, 100 * share, texts.size(), obstacles);
        assertThat(share).isGreaterThan(0.95);
    }

    /** The exam that a resource is part of, or else the patient. */
    private static Optional<String> unit(String id) {
        Matcher exam = EXAM.matcher(id);
        Matcher patient = PATIENT.matcher(id);
        return exam.lookingAt()
                ? Optional.of(exam.group())
                : patient.lookingAt() ? Optional.of(patient.group()) : Optional.empty();
    }

    private static ObjectNode transaction() {
        ObjectNode bundle =
                JSON.createObjectNode().put("resourceType", "Bundle").put("type", "transaction");
        bundle.putArray("entry");
        return bundle;
    }

    private static void add(ObjectNode transaction, JsonNode resource) {
        String reference = resource.path("resourceType").asText() + "/"
                + resource.path("id").asText();
        ObjectNode entry = transaction.withArray("entry").addObject();
        entry.put("fullUrl", "https://example.org/fhir/" + reference);
        entry.set("resource", resource);
        entry.putObject("request").put("method", "PUT").put("url", reference);
    }
}
