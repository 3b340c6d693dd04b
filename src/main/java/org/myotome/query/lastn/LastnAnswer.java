package org.myotome.query.lastn;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.SearchEntryMode;
import org.hl7.fhir.r4.model.Observation;
import org.myotome.query.OperationInput;
import org.myotome.storage.search.FoundResource;
import org.myotome.storage.search.StoredJson;

/** A page as a search set. Its links are addresses for GET, also where the question was posted. */
final class LastnAnswer {

    private static final String CURSOR = "_cursor";
    private static final int TYPICAL_RESOURCE = 1500;

    private final String base;
    private final OperationInput input;

    /** @param base of the server, without a slash at the end */
    LastnAnswer(String base, OperationInput input) {
        this.base = base;
        this.input = input;
    }

    /** As the resources are stored, which costs a tenth of reading and encoding them. */
    String json(LastPages.Page page) {
        StoredJson json = new StoredJson(TYPICAL_RESOURCE * (page.observations().size() + 1));
        json.add("{\"resourceType\":\"Bundle\",\"type\":\"searchset\"");
        total(page).ifPresent(total -> json.add(",\"total\":").add(total));
        json.add(",\"link\":[{\"relation\":\"self\",\"url\":\"")
                .addQuoted(self())
                .add("\"}");
        page.next()
                .ifPresent(next -> json.add(",{\"relation\":\"next\",\"url\":\"")
                        .addQuoted(address(next.text()))
                        .add("\"}"));
        json.add("]");
        String before = ",\"entry\":[{\"fullUrl\":\"";
        for (FoundResource observation : page.observations()) {
            json.add(before).addQuoted(url(observation));
            json.add("\",\"resource\":").add(observation).add(",\"search\":{\"mode\":\"match\"}}");
            before = ",{\"fullUrl\":\"";
        }
        return json.add(page.observations().isEmpty() ? "}" : "]}").toString();
    }

    /** @param parser reads what is stored */
    Bundle bundle(LastPages.Page page, Function<FoundResource, Observation> parser) {
        Bundle bundle = new Bundle().setType(BundleType.SEARCHSET);
        bundle.addLink().setRelation("self").setUrl(self());
        page.next().ifPresent(next -> bundle.addLink().setRelation("next").setUrl(address(next.text())));
        total(page).ifPresent(bundle::setTotal);
        page.observations()
                .forEach(observation -> bundle.addEntry()
                        .setFullUrl(url(observation))
                        .setResource(parser.apply(observation))
                        .getSearch()
                        .setMode(SearchEntryMode.MATCH));
        return bundle;
    }

    /** It is known only where there is nothing but this page. */
    private OptionalInt total(LastPages.Page page) {
        return page.next().isEmpty() && !input.has(CURSOR)
                ? OptionalInt.of(page.observations().size())
                : OptionalInt.empty();
    }

    private String url(FoundResource observation) {
        return base + "/Observation/" + observation.id();
    }

    private String self() {
        return address(input.one(CURSOR).orElse(""));
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
