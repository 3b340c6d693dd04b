package org.myotome.query.lastn;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.SearchEntryMode;
import org.myotome.query.OperationInput;

/** A page as a search set. Its links are addresses for GET, also where the question was posted. */
final class LastnAnswer {

    private static final String CURSOR = "_cursor";

    private final String base;
    private final OperationInput input;

    /** @param base of the server, without a slash at the end */
    LastnAnswer(String base, OperationInput input) {
        this.base = base;
        this.input = input;
    }

    /** The total is known only where there is nothing but this page. */
    Bundle of(LastPages.Page page) {
        Bundle bundle = new Bundle().setType(BundleType.SEARCHSET);
        bundle.addLink().setRelation("self").setUrl(address(input.one(CURSOR).orElse("")));
        page.next().ifPresent(next -> bundle.addLink().setRelation("next").setUrl(address(next.text())));
        if (page.next().isEmpty() && !input.has(CURSOR)) {
            bundle.setTotal(page.observations().size());
        }
        page.observations()
                .forEach(observation -> bundle.addEntry()
                        .setFullUrl(base + "/Observation/"
                                + observation.getIdElement().getIdPart())
                        .setResource(observation)
                        .getSearch()
                        .setMode(SearchEntryMode.MATCH));
        return bundle;
    }

    private String address(String cursor) {
        var values = new TreeMap<String, String>();
        var names = new TreeSet<>(LastnOperation.PARAMETERS);
        names.add("_format");
        names.add("_pretty");
        names.stream().filter(input::has).forEach(name -> values.put(name, String.join(",", input.all(name))));
        values.remove(CURSOR);
        if (!cursor.isEmpty()) {
            values.put(CURSOR, cursor);
        }
        return base + "/Observation/$lastn?"
                + values.entrySet().stream()
                        .map(parameter -> encoded(parameter.getKey()) + "=" + encoded(parameter.getValue()))
                        .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
