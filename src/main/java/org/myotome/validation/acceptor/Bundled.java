package org.myotome.validation.acceptor;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The entries of a transaction or batch, which may refer to each other; none for a resource that stands alone. */
final class Bundled {

    static final Bundled NONE = new Bundled();

    private static final Pattern RELATIVE = Pattern.compile("([A-Z][A-Za-z]+)/([A-Za-z0-9.-]{1,64})");
    private static final Pattern URN = Pattern.compile("urn:uuid:[0-9a-f-]{36}");
    private static final Pattern HTTP =
            Pattern.compile("https?://[A-Za-z0-9./:_-]+/([A-Z][A-Za-z]+)/([A-Za-z0-9.-]{1,64})");

    /** What a Bundle may have as an entry; one in another has rules of its own. */
    private static final Set<String> NO_ENTRY = Set.of("Bundle", "Parameters");

    private final boolean alone;
    private final Map<String, Item> byFullUrl = new HashMap<>();
    private final Map<String, Item> byReference = new HashMap<>();

    private Bundled() {
        alone = true;
    }

    private Bundled(Item bundle) {
        alone = false;
        bundle.children("entry").forEach(this::add);
    }

    /** @throws Uncertain for another type of Bundle, or an entry that is not certainly right */
    static Bundled of(Item bundle) {
        String type = bundle.text("type");
        Uncertain.unless("transaction".equals(type) || "batch".equals(type), "type of the Bundle");
        return new Bundled(bundle);
    }

    private void add(Item entry) {
        Item resource = entry.child("resource");
        String fullUrl = entry.text("fullUrl");
        Uncertain.unless(entry.child("link") == null, "entry with a link");
        Uncertain.unless(resource == null || !NO_ENTRY.contains(resource.type()), "Bundle in a Bundle");
        if (fullUrl != null) {
            if (resource == null) {
                throw new Uncertain("fullUrl without a resource");
            }
            Uncertain.unless(byFullUrl.put(fullUrl, resource) == null, "fullUrl twice");
            checkFullUrl(fullUrl, resource);
        }
        if (resource != null && resource.text("id") != null) {
            byReference.put(resource.type() + "/" + resource.text("id"), resource);
        }
    }

    private static void checkFullUrl(String fullUrl, Item resource) {
        var http = HTTP.matcher(fullUrl);
        Uncertain.unless(
                URN.matcher(fullUrl).matches()
                        || http.matches()
                                && http.group(1).equals(resource.type())
                                && http.group(2).equals(resource.text("id")),
                "fullUrl of another resource");
    }

    /**
     * The entry that a reference leads to.
     *
     * @param fullUrl of the entry that refers
     * @return null if it leads out of the Bundle
     * @throws Uncertain where the validator would warn or guess
     */
    @Nullable
    Item resolve(String reference, @Nullable String fullUrl) {
        if (RELATIVE.matcher(reference).matches()) {
            return alone || fullUrl == null ? null : relative(reference, fullUrl);
        }
        Uncertain.unless(
                URN.matcher(reference).matches() || HTTP.matcher(reference).matches(), "form of a reference");
        Item entry = byFullUrl.get(reference);
        Uncertain.unless(alone || entry != null || !reference.startsWith("urn:"), "reference to no entry");
        return entry;
    }

    private @Nullable Item relative(String reference, String fullUrl) {
        String base = fullUrl.startsWith("urn:")
                ? "urn:uuid:" + reference.substring(reference.indexOf('/') + 1)
                : fullUrl.substring(0, fullUrl.lastIndexOf('/', fullUrl.lastIndexOf('/') - 1) + 1) + reference;
        Item entry = byFullUrl.get(base);
        if (entry == null) {
            Uncertain.unless(!byReference.containsKey(reference), "reference to an entry under another fullUrl");
            return null;
        }
        Uncertain.unless(reference.startsWith(entry.type() + "/"), "reference to another type");
        return entry;
    }
}
