package org.myotome.pages;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.myotome.Answer;
import org.myotome.RunningServer;

/** Everything that a reader can reach from the overview by links of this server, asked for once. */
final class GuideCrawl {

    private static final Pattern LINK = Pattern.compile("(?:href|src)=\"([^\"]*)\"");

    private static GuideCrawl shared;

    private final RunningServer server = RunningServer.shared();
    private final String root = server.base().replaceFirst("/fhir$", "");
    private final Map<String, Answer> answers = new TreeMap<>();
    private final Set<String> fragments = new TreeSet<>();

    private GuideCrawl() {
        Deque<String> waiting = new ArrayDeque<>(List.of("/guide/"));
        while (!waiting.isEmpty()) {
            String path = waiting.pop();
            if (!answers.containsKey(path)) {
                Answer answer = server.get(root + path, "Accept", "*/*");
                answers.put(path, answer);
                if (path.startsWith("/guide/") && answer.header("Content-Type").startsWith("text/html")) {
                    waiting.addAll(linked(path, answer.body()));
                }
            }
        }
    }

    static synchronized GuideCrawl shared() {
        if (shared == null) {
            shared = new GuideCrawl();
        }
        return shared;
    }

    /** What was answered, by path from the root of the server. */
    Map<String, Answer> answers() {
        return answers;
    }

    /** The HTML pages of the guide. */
    Map<String, Answer> pages() {
        Map<String, Answer> pages = new TreeMap<>(answers);
        pages.entrySet()
                .removeIf(page -> !page.getKey().startsWith("/guide/")
                        || !page.getValue().header("Content-Type").startsWith("text/html"));
        return pages;
    }

    /** Every place within a page that is linked, as {@code path#place}. */
    Set<String> fragments() {
        return fragments;
    }

    /** The whole address of a path. */
    String address(String path) {
        return root + path;
    }

    /** The paths that a page links to; links to other servers are left out. */
    private List<String> linked(String path, String html) {
        return LINK.matcher(html)
                .results()
                .map(link -> link.group(1).replace("&amp;", "&").replace("&#x3D;", "="))
                .filter(link -> !link.matches("(?i)[a-z]+:.*"))
                .map(link -> URI.create(path).resolve(link.replace("[", "%5B").replace("]", "%5D")))
                .peek(this::remember)
                .map(URI::getRawPath)
                .toList();
    }

    private void remember(URI link) {
        if (link.getFragment() != null) {
            fragments.add(link.getPath() + "#" + link.getFragment());
        }
    }
}
