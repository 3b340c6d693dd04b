package org.myotome.pages;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * All files of the guide by their name. A page is made when it is first asked for, and kept; other files are made anew, which
 * is quick.
 */
final class GuidePages {

    private final Supplier<List<PageSource>> sources;
    private final Map<String, Page> made = new ConcurrentHashMap<>();
    private volatile Map<String, Supplier<Page>> known = Map.of();

    /** @param sources asked at the first request, so that a start costs nothing */
    GuidePages(Supplier<List<PageSource>> sources) {
        this.sources = sources;
    }

    /** @param name of the file, such as {@code ValueSet-mrc-below-3.html} */
    Optional<Page> find(String name) {
        Page page = made.get(name);
        if (page == null && known().containsKey(name)) {
            page = known().get(name).get();
            if (page.contentType().equals(Page.HTML)) {
                made.put(name, page);
            }
        }
        return Optional.ofNullable(page);
    }

    private Map<String, Supplier<Page>> known() {
        if (known.isEmpty()) {
            synchronized (this) {
                if (known.isEmpty()) {
                    known = collected();
                }
            }
        }
        return known;
    }

    private Map<String, Supplier<Page>> collected() {
        Map<String, Supplier<Page>> pages = new TreeMap<>();
        for (PageSource source : sources.get()) {
            source.pages().forEach((name, page) -> {
                if (pages.put(name, page) != null) {
                    throw new IllegalStateException("Two pages of the guide are named " + name);
                }
            });
        }
        return pages;
    }
}
