package org.myotome.server;

import ca.uhn.fhir.i18n.HapiLocalizer;

/**
 * HAPI's messages, except those of HAPI 8.8 that mislead a sender: one is given a value fewer than it has places, so that it
 * showed {@code {1}}, and one calls created what was not, and names it by a number that is not its id.
 */
final class HapiWords extends HapiLocalizer {

    private static final String STORAGE = "ca.uhn.fhir.jpa.dao.BaseStorageDao.";

    HapiWords() {
        addMessage(
                STORAGE + "successfulUpdateConditionalNoMatch",
                "Successfully conditionally updated resource \"{0}\". It was created, because the search found none.");
        addMessage(
                STORAGE + "successfulCreateConditionalWithMatch",
                "Nothing was created or changed: \"{1}\" finds a resource that is stored already. The location says which.");
    }
}
