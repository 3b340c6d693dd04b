package org.myotome.terminology;

/**
 * What is said of a code: the words of HL7's terminology service, and the id under which its clients know them in any
 * language (http://hl7.org/fhir/StructureDefinition/operationoutcome-message-id).
 *
 * @param id of the message in HL7's list of messages; empty for words of our own
 */
record CodeText(String id, String words) {

    /** Words that HL7's service does not have. */
    static CodeText own(String words) {
        return new CodeText("", words);
    }
}
