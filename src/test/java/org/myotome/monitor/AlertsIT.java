package org.myotome.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.myotome.Bedside;
import org.myotome.Bedside.Limb;
import org.myotome.RunningServer;
import org.myotome.intake.IntakeClient;
import org.yaml.snakeyaml.Yaml;

/** What dashboards and alerts ask for is what the server tells: no rule waits for a figure that does not exist. */
class AlertsIT {

    private static final Path RULES = Path.of("docker/prometheus/alerts.yaml");
    private static final Path DASHBOARD = Path.of("docker/prometheus/dashboard/index.html");
    private static final Path PAGE = Path.of("docs/operations/monitor.md");

    private static final Pattern METRIC = Pattern.compile("\\b(?:myotome|hikaricp|jvm|process)_[a-z_]+\\b");
    private static final Pattern SELECTOR = Pattern.compile("([a-z_]+)\\{([^}]*)}");
    private static final Pattern LABEL = Pattern.compile("([a-z]+)=\"([^\"]*)\"");

    private final RunningServer server = RunningServer.shared();

    private Scrape scrape() {
        Bedside bedside = Bedside.on(server);
        server.store(bedside.grade("elbow-flexion", Limb.LEFT_ARM, "3").toString());
        server.post(
                "/Observation",
                bedside.grade("elbow-flexion", Limb.LEFT_LEG, "3").toString());
        new IntakeClient().hl7("", "MSH|^~\\&|NOBODY|NOWHERE");
        return Scrape.of(server, RunningServer.management());
    }

    private static List<Map<String, Object>> rules() throws IOException {
        Map<String, List<Map<String, List<Map<String, Object>>>>> file = new Yaml().load(Files.readString(RULES));
        return file.get("groups").stream()
                .flatMap(group -> group.get("rules").stream())
                .toList();
    }

    @Test
    void eachAlertIsWholeAndExplained() throws IOException {
        String page = Files.readString(PAGE);
        Set<Object> names = new HashSet<>();
        for (Map<String, Object> rule : rules()) {
            assertThat(rule.keySet()).isSubsetOf("alert", "expr", "for", "labels", "annotations");
            assertThat(names.add(rule.get("alert")))
                    .as(rule.get("alert") + " is there once")
                    .isTrue();
            assertThat(page).contains("`" + rule.get("alert") + "`");
            assertThat(keys(rule, "labels")).containsExactly("severity");
            assertThat(keys(rule, "annotations")).containsExactly("description", "summary");
            assertThat(rule.getOrDefault("for", "1m").toString()).matches("\\d+[smhd]");
            assertThat(rule.get("expr").toString()).satisfies(AlertsIT::brackets);
        }
        assertThat(names).hasSizeGreaterThan(5);
    }

    private static Set<String> keys(Map<String, Object> rule, String part) {
        Set<String> keys = new TreeSet<>();
        ((Map<?, ?>) rule.get(part)).keySet().forEach(key -> keys.add(key.toString()));
        return keys;
    }

    /** Each one that opens closes, in order. */
    private static void brackets(String expression) {
        String left = expression.replaceAll("\"[^\"]*\"", "").replaceAll("[^(){}\\[\\]]", "");
        for (int length = -1; length != left.length(); ) {
            length = left.length();
            left = left.replace("()", "").replace("{}", "").replace("[]", "");
        }
        assertThat(left).as(expression).isEmpty();
    }

    @Test
    void eachFigureThatIsNamedIsScraped() throws IOException {
        Set<String> scraped =
                scrape().samples().stream().map(Scrape.Sample::name).collect(Collectors.toSet());
        Set<String> named = new TreeSet<>();
        for (String text : texts()) {
            METRIC.matcher(text).results().map(MatchResult::group).forEach(named::add);
        }
        assertThat(named).hasSizeGreaterThan(15);
        assertThat(scraped).containsAll(named);
    }

    @Test
    void eachLabelThatIsAskedForExists() throws IOException {
        Scrape scrape = scrape();
        int checked = 0;
        for (String text : texts()) {
            for (MatchResult selector : SELECTOR.matcher(text).results().toList()) {
                Set<String> labels = scrape.samples().stream()
                        .filter(sample -> sample.name().equals(selector.group(1)))
                        .flatMap(sample -> sample.labels().keySet().stream())
                        .collect(Collectors.toSet());
                for (MatchResult label :
                        LABEL.matcher(selector.group(2)).results().toList()) {
                    if (!selector.group(1).equals("up")) {
                        assertThat(labels).as(selector.group()).contains(label.group(1));
                        checked++;
                    }
                }
            }
        }
        assertThat(checked).isGreaterThan(5);
    }

    private static List<String> texts() throws IOException {
        String dashboard = Files.readString(DASHBOARD).replace("\\\"", "\"");
        List<String> texts = new ArrayList<>(List.of(Files.readString(PAGE), dashboard));
        rules().forEach(rule -> texts.add(rule.get("expr").toString()));
        return texts;
    }
}
