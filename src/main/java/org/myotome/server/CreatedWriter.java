package org.myotome.server;

import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.PreferReturnEnum;
import ca.uhn.fhir.rest.api.server.IRestfulResponse;
import ca.uhn.fhir.rest.server.RestfulServerUtils;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.myotome.storage.search.FoundResource;
import org.myotome.storage.search.StoredJson;

/** Says what has been stored, as HAPI does. */
final class CreatedWriter {

    private static final int TYPICAL_ENTRY = 160;

    private CreatedWriter() {}

    /** The resource, or nothing if the client prefers that. */
    static void writeResource(FoundResource created, ServletRequestDetails request) throws IOException {
        IRestfulResponse response = request.getResponse();
        String address = request.getFhirServerBase() + "/" + version(created);
        response.addHeader(Constants.HEADER_LOCATION, address);
        response.addHeader(Constants.HEADER_CONTENT_LOCATION, address);
        response.addHeader(Constants.HEADER_ETAG, RestfulServerUtils.createEtag(Long.toString(created.version())));
        String prefer = request.getHeader(Constants.HEADER_PREFER);
        if (RestfulServerUtils.parsePreferHeader(prefer).getReturn() == PreferReturnEnum.MINIMAL) {
            response.addHeader(Constants.HEADER_LAST_MODIFIED, PlainAnswer.httpDate(created.updated()));
            response.getResponseOutputStream(Constants.STATUS_HTTP_201_CREATED, null, 0)
                    .close();
        } else {
            StoredJson json = new StoredJson(created.json().length() + TYPICAL_ENTRY).add(created);
            PlainAnswer.send(Constants.STATUS_HTTP_201_CREATED, json, created.updated(), request);
        }
    }

    /** The answer to a transaction: where each of its entries is. */
    static void writeTransaction(List<FoundResource> created, ServletRequestDetails request) throws IOException {
        StoredJson json = new StoredJson(TYPICAL_ENTRY * (created.size() + 2));
        json.add("{\"resourceType\":\"Bundle\",\"id\":\"").add(UUID.randomUUID().toString());
        json.add("\",\"type\":\"transaction-response\",\"link\":[{\"relation\":\"self\",\"url\":\"");
        json.addQuoted(request.getFhirServerBase()).add("\"}],\"entry\":[");
        for (int i = 0; i < created.size(); i++) {
            FoundResource one = created.get(i);
            json.add(i == 0 ? "" : ",").add("{\"response\":{\"status\":\"201 Created\",\"location\":\"");
            json.add(version(one)).add("\",\"etag\":\"W/\\\"").add(one.version());
            json.add("\\\"\",\"lastModified\":\"").add(one.updated()).add("\"}}");
        }
        json.add("]}");
        PlainAnswer.send(Constants.STATUS_HTTP_200_OK, json, created.get(0).updated(), request);
    }

    private static String version(FoundResource created) {
        return created.type() + "/" + created.id() + "/_history/" + created.version();
    }
}
