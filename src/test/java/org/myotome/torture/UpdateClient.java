package org.myotome.torture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import org.myotome.Answer;
import org.myotome.Bedside;

/** Changes one patient again and again; each version that was acknowledged must be in the history, in order. */
final class UpdateClient extends Client {

    private final Wire wire;
    private final String patient;

    UpdateClient(String name, Wire wire, Bedside bedside, Acknowledgements times) {
        super(name, times);
        this.wire = wire;
        this.patient = bedside.patient();
    }

    @Override
    Fate write(String mark, int number) throws IOException {
        ObjectNode person = (ObjectNode) Answer.read(Bedside.person("Patient"));
        Marks.put(person, mark);
        person.put("id", patient.substring("Patient/".length()));
        return fate(wire.send("PUT", "/" + patient, person.toString()));
    }

    @Override
    void check(Wire after, Tally tally) {
        List<JsonNode> versions = after.all("/" + patient + "/_history?_count=500");
        Marks.in(versions).count(this, 1, tally);
        int number = 0;
        for (int i = 0; i < versions.size(); i++) {
            int version = versions.get(i).at("/meta/versionId").asInt();
            if (version != versions.size() - i) {
                throw new AssertionError(name() + ": the history has " + versions.size() + " versions, and version "
                        + version + " at place " + i);
            }
            int written = versions.get(i)
                            .path("identifier")
                            .path(0)
                            .path("value")
                            .asText()
                            .startsWith(name())
                    ? Integer.parseInt(
                            versions.get(i).at("/identifier/0/value").asText().replaceFirst(".*-", ""))
                    : 0;
            if (i > 0 && written >= number) {
                throw new AssertionError(name() + ": a later write is an earlier version: " + written);
            }
            number = written;
        }
    }
}
