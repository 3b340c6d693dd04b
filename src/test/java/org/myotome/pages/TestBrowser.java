package org.myotome.pages;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Playwright.CreateOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Headless Chromium: the one that {@code MYOTOME_CHROMIUM} names, or else the one that Playwright has installed for itself.
 * Nothing is downloaded. If one is named, it must start; if there is none, the test is skipped and says so.
 */
final class TestBrowser implements AutoCloseable {

    /** What a browser would fetch of its own accord is switched off. */
    private static final List<String> QUIET = List.of(
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final Playwright playwright;
    private final Browser browser;

    private TestBrowser(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    static TestBrowser start() {
        Optional<Path> named = Optional.ofNullable(System.getenv("MYOTOME_CHROMIUM"))
                .filter(path -> !path.isBlank())
                .map(Path::of);
        Playwright playwright =
                Playwright.create(new CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Path chromium = named.orElseGet(() -> Path.of(playwright.chromium().executablePath()));
        if (named.isEmpty() && !Files.exists(chromium)) {
            playwright.close();
            String missing =
                    "No browser: the guide was not opened in one. Set MYOTOME_CHROMIUM=/usr/bin/chromium, or put"
                            + " Playwright's own at " + chromium;
            System.err.println(missing);
            assumeTrue(false, missing);
        }
        return new TestBrowser(
                playwright,
                playwright
                        .chromium()
                        .launch(new LaunchOptions().setExecutablePath(chromium).setArgs(QUIET)));
    }

    Browser browser() {
        return browser;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
