package org.myotome.official;

import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import com.fasterxml.jackson.databind.JsonNode;

/**
 * What HL7's validator has to say about a file.
 *
 * @param level fatal, error, warning or information
 * @param id of the kind of message; of an invariant, the url of the profile with its key after {@code #}
 */
record OfficialIssue(String level, String id, String where, String words) {

    static OfficialIssue of(JsonNode json) {
        return new OfficialIssue(
                json.path("level").asText(),
                json.path("id").asText(),
                json.path("where").asText(),
                json.path("words").asText());
    }

    boolean refuses() {
        return level.equals("error") || level.equals("fatal");
    }

    boolean warns() {
        return level.equals("warning");
    }

    /** The same as HAPI's validator would say it. */
    SingleValidationMessage asMessage() {
        SingleValidationMessage message = new SingleValidationMessage();
        message.setSeverity(ResultSeverityEnum.fromCode(level));
        message.setMessageId(id);
        message.setLocationString(where);
        message.setMessage(words);
        return message;
    }
}
