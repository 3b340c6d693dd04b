package org.myotome;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The files of docker/ and the page about them name the same things. That they work is shown by docker/smoke.sh. */
class ContainersTest {

    private static final Path DOCKER = Path.of("docker");
    private static final Pattern NODE = Pattern.compile("\\b(node-\\d+):(\\d+)");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(MYOTOME_[A-Z_]+):-([^}]*)}");
    private static final Pattern SECRET = Pattern.compile("/run/secrets/([a-z0-9.-]+)");

    private static String text(String file) throws IOException {
        return Files.readString(DOCKER.resolve(file));
    }

    private static Map<String, Map<String, Object>> compose(String part) throws IOException {
        Map<String, Map<String, Map<String, Object>>> file = new Yaml().load(text("compose.yaml"));
        return file.get(part);
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void theProxyAndPrometheusKnowEachNode() throws IOException {
        Set<String> nodes = new TreeSet<>(compose("services").keySet());
        nodes.removeIf(service -> !service.startsWith("node-"));
        assertThat(nodes).hasSizeGreaterThan(1);
        assertThat(found(NODE, text("prometheus/prometheus.yaml"))).isEqualTo(nodes);
        for (String port : List.of("8443", "2575")) {
            assertThat(text("haproxy/haproxy.cfg"))
                    .contains(nodes.stream().map(node -> node + ":" + port).toList());
        }
        assertThat(text("secrets.sh"))
                .as("names in the certificate of the nodes")
                .contains(nodes.stream().map(node -> "DNS:" + node).toList());
    }

    @Test
    void eachSecretThatIsReadIsGiven() throws IOException {
        for (Map.Entry<String, Map<String, Object>> service :
                compose("services").entrySet()) {
            Set<String> given = new HashSet<>();
            for (Object secret : (List<?>) service.getValue().getOrDefault("secrets", List.of())) {
                given.add(
                        secret instanceof Map<?, ?> longForm
                                ? longForm.get("source").toString()
                                : secret.toString());
            }
            assertThat(compose("secrets").keySet()).as(service.getKey()).containsAll(given);
            String said = service.getKey().equals("proxy")
                    ? text("haproxy/haproxy.cfg")
                    : service.getValue().getOrDefault("environment", "").toString();
            Set<String> read = found(SECRET, said);
            read.remove("properties");
            assertThat(given).as(service.getKey()).containsAll(read);
        }
    }

    @Test
    void onlyTheProxyAndPrometheusCanBeReachedAndOnlyFromThisMachine() throws IOException {
        for (Map.Entry<String, Map<String, Object>> service :
                compose("services").entrySet()) {
            List<?> ports = (List<?>) service.getValue().getOrDefault("ports", List.of());
            boolean open = Set.of("proxy", "prometheus").contains(service.getKey());
            assertThat(ports.isEmpty()).as(service.getKey()).isEqualTo(!open);
            assertThat(ports)
                    .allSatisfy(
                            port -> assertThat(port.toString()).matches("(\\$\\{MYOTOME_BIND:-)?127\\.0\\.0\\.1.*"));
        }
    }

    @Test
    void imagesArePinnedAndTheSameEverywhere() throws IOException {
        Map<String, String> defaults = VARIABLE.matcher(text("compose.yaml"))
                .results()
                .filter(variable -> variable.group(1).endsWith("_IMAGE"))
                .collect(Collectors.toMap(variable -> variable.group(1), variable -> variable.group(2), (a, b) -> a));
        for (String built : List.of("JDK_IMAGE", "BUSYBOX_IMAGE", "BASE_IMAGE")) {
            assertThat(text("Dockerfile")).contains("ARG " + built + "=" + defaults.get("MYOTOME_" + built) + "\n");
        }
        assertThat(text("Dockerfile")).contains("AS " + defaults.remove("MYOTOME_BASE_IMAGE") + "\n");
        assertThat(defaults)
                .hasSize(6)
                .allSatisfy((variable, image) -> assertThat(image).matches("[a-z/-]+:v?\\d+\\.\\d+.*"));
        assertThat(text("Dockerfile")).contains("-t " + defaults.get("MYOTOME_IMAGE") + " ");
        assertThat(Files.readString(Path.of("pom.xml")))
                .contains("<version>" + defaults.get("MYOTOME_IMAGE").replaceFirst(".*:", "") + "</version>");
    }

    @Test
    void thePageNamesEachVariableAndWhatIsThere() throws IOException {
        String page = Files.readString(Path.of("docs/operations/deploy.md"));
        for (String variable : found(VARIABLE, text("compose.yaml"))) {
            assertThat(page).contains("`" + variable + "`");
        }
        Set<String> paths = Pattern.compile("\\bdocker/[a-zA-Z./-]*[a-zA-Z]")
                .matcher(page)
                .results()
                .map(MatchResult::group)
                .filter(path -> !path.matches("docker/(secrets|senders)(/.*)?"))
                .collect(Collectors.toSet());
        assertThat(paths)
                .hasSizeGreaterThan(3)
                .allSatisfy(path -> assertThat(Path.of(path)).exists());
    }
}
