package org.myotome.server;

import ca.uhn.fhir.i18n.HapiLocalizer;

/** HAPI's messages, except one that HAPI 8.8 gives one value fewer than it has places, so that a sender read {@code {1}}. */
final class HapiWords extends HapiLocalizer {

    HapiWords() {
        addMessage(
                "ca.uhn.fhir.jpa.dao.BaseStorageDao.successfulUpdateConditionalNoMatch",
                "Successfully conditionally updated resource \"{0}\". It was created, because the search found none.");
    }
}
