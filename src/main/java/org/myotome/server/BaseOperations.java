package org.myotome.server;

import ca.uhn.fhir.context.FhirContext;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.OperationDefinition;

/**
 * The definitions of the operations that FHIR R4 itself has, such as {@code ValueSet-expand}. HAPI carries the file that
 * HL7 publishes, but offers only its profiles. It is read at the first question, line by line, since most of it is profiles.
 */
final class BaseOperations {

    static final String BASE = "http://hl7.org/fhir";

    private static final String FILE = "/org/hl7/fhir/r4/model/profile/profiles-resources.xml";

    private static final String END = "</OperationDefinition>";

    private final FhirContext fhir;
    private Map<String, OperationDefinition> definitions = Map.of();

    BaseOperations(FhirContext fhir) {
        this.fhir = fhir;
    }

    synchronized Optional<OperationDefinition> find(String id) {
        if (definitions.isEmpty()) {
            definitions = read();
        }
        return Optional.ofNullable(definitions.get(id));
    }

    private Map<String, OperationDefinition> read() {
        Map<String, OperationDefinition> found = new HashMap<>();
        try (InputStream file = FhirContext.class.getResourceAsStream(FILE);
                BufferedReader lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            StringBuilder xml = new StringBuilder();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!xml.isEmpty() || line.contains("<OperationDefinition ")) {
                    xml.append(line).append('\n');
                }
                if (line.contains(END)) {
                    OperationDefinition definition =
                            fhir.newXmlParser().parseResource(OperationDefinition.class, xml.toString());
                    definition.setText(null);
                    found.put(definition.getIdElement().getIdPart(), definition);
                    xml.setLength(0);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }
}
