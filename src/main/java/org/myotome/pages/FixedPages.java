package org.myotome.pages;

import java.util.Map;
import java.util.function.Supplier;

/** Files that are not made but only sent. */
final class FixedPages implements PageSource {

    @Override
    public Map<String, Supplier<Page>> pages() {
        return Map.of(
                "guide.css", () -> Page.of("text/css; charset=utf-8", Templates.text("guide.css")),
                "icon.svg", () -> Page.of("image/svg+xml", Templates.text("icon.svg")),
                "NOTICE.txt", () -> Page.of("text/plain; charset=utf-8", Notice.read("NOTICE")),
                "LICENSE.txt", () -> Page.of("text/plain; charset=utf-8", Notice.read("LICENSE")));
    }
}
