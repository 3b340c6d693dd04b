package org.myotome.bench;

import ca.uhn.fhir.util.VersionUtil;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where and on what it was measured. */
final class Machine {

    private Machine() {}

    /** As a list in Markdown. */
    static String described() {
        return """
                - %d cores of %s, %d GB of memory, %s
                - %s, Java %s (%s)
                - HAPI FHIR %s, Myotome at commit %s
                """.formatted(
                Runtime.getRuntime().availableProcessors(),
                value("/proc/cpuinfo", "model name"),
                ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getTotalMemorySize() >> 30,
                System.getProperty("os.arch"),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("java.vm.version"),
                System.getProperty("java.vm.name"),
                VersionUtil.getVersion(),
                commit());
    }

    private static String value(String file, String key) {
        try (var lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(key))
                    .map(line -> line.substring(line.indexOf(':') + 1).trim())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException notLinux) {
            return "unknown";
        }
    }

    /** With a plus if something is changed and not committed. */
    private static String commit() {
        String changed = git("status", "--porcelain", "--untracked-files=no", "--", ".", ":!docs/benchmarks.md");
        return git("rev-parse", "--short", "HEAD") + (changed.isEmpty() ? "" : "+");
    }

    private static String git(String... arguments) {
        try {
            Process git = new ProcessBuilder(List.of(
                            String.join(" ", "git", String.join(" ", arguments)).split(" ")))
                    .redirectErrorStream(true)
                    .start();
            return new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
        } catch (IOException noGit) {
            return "unknown";
        }
    }
}
