package org.myotome.validation;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Puts first what a misspelt url most likely meant. */
final class Nearest {

    private Nearest() {}

    /** The urls by how many letters of their last part differ from the sent one; of equals, by the alphabet. */
    static List<String> first(String sent, Collection<String> urls) {
        return urls.stream()
                .distinct()
                .sorted(Comparator.comparing((String url) -> distance(name(sent), name(url)))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    private static int distance(String one, String other) {
        return LevenshteinDistance.getDefaultInstance().apply(one, other);
    }

    private static String name(String url) {
        String plain = url.replaceFirst("\\|.*$", "");
        return plain.substring(plain.lastIndexOf('/') + 1);
    }
}
