package org.myotome.check;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.myotome.guide.Guide;

/** SARIF 2.1.0 (OASIS). What is merely information is no result: nobody has to do anything about it. */
final class SarifReport implements Report {

    private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

    private final Guide guide;
    private final JsonGenerator json;

    /** Indexes of rules by code system and code, in the order in which they were met. */
    private final Map<Rule, Integer> rules = new LinkedHashMap<>();

    private record Rule(String system, String id) {}

    SarifReport(Guide guide, OutputStream out) throws IOException {
        this.guide = guide;
        this.json = new JsonFactory().createGenerator(out).useDefaultPrettyPrinter();
        json.writeStartObject();
        json.writeStringField("$schema", SCHEMA);
        json.writeStringField("version", "2.1.0");
        json.writeArrayFieldStart("runs");
        json.writeStartObject();
        json.writeStringField("columnKind", "utf16CodeUnits");
        json.writeArrayFieldStart("results");
    }

    @Override
    public void add(Checked checked) throws IOException {
        for (Remark remark : checked.remarks()) {
            if (remark.isError() || remark.isWarning()) {
                add(checked, remark);
            }
        }
    }

    private void add(Checked checked, Remark remark) throws IOException {
        Rule rule = new Rule(remark.system(), remark.rule());
        rules.putIfAbsent(rule, rules.size());
        json.writeStartObject();
        json.writeStringField("ruleId", rule.id());
        json.writeNumberField("ruleIndex", rules.get(rule));
        json.writeStringField("level", remark.severity());
        writeText("message", remark.message() + "\n" + String.join("\n", remark.lesson()));
        json.writeArrayFieldStart("locations");
        json.writeStartObject();
        json.writeObjectFieldStart("physicalLocation");
        json.writeObjectFieldStart("artifactLocation");
        json.writeStringField("uri", uri(checked.file()));
        json.writeEndObject();
        json.writeObjectFieldStart("region");
        json.writeNumberField("startLine", remark.position().line());
        json.writeNumberField("startColumn", remark.position().column());
        json.writeEndObject();
        json.writeEndObject();
        if (!remark.where().isEmpty()) {
            json.writeArrayFieldStart("logicalLocations");
            json.writeStartObject();
            json.writeStringField("fullyQualifiedName", remark.where());
            json.writeEndObject();
            json.writeEndArray();
        }
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
    }

    /** Relative to where the command was run, as code hosts want it, unless the file was named otherwise. */
    private static String uri(String file) {
        Path path = Path.of(file).normalize();
        if (path.isAbsolute()) {
            return path.toUri().toString();
        }
        List<String> names = new ArrayList<>();
        path.forEach(name -> names.add(encoded(name.toString())));
        return String.join("/", names);
    }

    private static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public void end(Totals totals) throws IOException {
        json.writeEndArray();
        json.writeObjectFieldStart("tool");
        json.writeObjectFieldStart("driver");
        json.writeStringField("name", "Myotome");
        json.writeStringField("informationUri", Guide.BASE);
        json.writeArrayFieldStart("rules");
        for (Rule rule : rules.keySet()) {
            writeRule(rule);
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndObject();
        json.writeArrayFieldStart("invocations");
        json.writeStartObject();
        json.writeBooleanField("executionSuccessful", true);
        if (totals.open().isPresent()) {
            json.writeArrayFieldStart("toolExecutionNotifications");
            json.writeStartObject();
            json.writeStringField("level", "note");
            writeText("message", totals.open().get());
            json.writeEndObject();
            json.writeEndArray();
        }
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
        json.flush();
    }

    private void writeRule(Rule rule) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", rule.id());
        Optional<ConceptDefinitionComponent> concept = guide.find(CodeSystem.class, rule.system()).stream()
                .flatMap(system -> system.getConcept().stream())
                .filter(one -> one.getCode().equals(rule.id()))
                .findFirst();
        if (concept.isPresent()) {
            writeText("shortDescription", concept.get().getDisplay());
            writeText("fullDescription", concept.get().getDefinition());
            String fix = concept.get().getProperty().stream()
                    .filter(property -> property.getCode().equals("fix"))
                    .map(property -> property.getValue().primitiveValue())
                    .findFirst()
                    .orElse("docs/errors.md");
            writeText("help", fix);
        }
        json.writeEndObject();
    }

    private void writeText(String field, String text) throws IOException {
        json.writeObjectFieldStart(field);
        json.writeStringField("text", text);
        json.writeEndObject();
    }
}
