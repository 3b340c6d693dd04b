package org.myotome.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.NavigateOptions;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.WaitUntilState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The pages of the guide in a browser as wide as a phone, some as wide as a screen. Pictures are left in {@code target}. */
class GuideInBrowserIT {

    private static final List<String> PICTURES = List.of(
            "index.html",
            "first-exam.html",
            "first-condition.html",
            "StructureDefinition-mrc-muscle-strength.html",
            "ValueSet-tested-movement.html",
            "CodeSystem-tested-movement.html",
            "ConceptMap-mrc-to-rasch.html",
            "OperationDefinition-lastn.html",
            "lastn.html",
            "invalid-myo-3--half-grade-on-the-plain-scale.html",
            "licences.html");

    private static TestBrowser chromium;

    private final GuideCrawl guide = GuideCrawl.shared();
    private final List<String> complaints = new ArrayList<>();

    @BeforeAll
    static void start() {
        chromium = TestBrowser.start();
    }

    @AfterAll
    static void stop() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @Test
    void everyPageFitsOnAPhone() {
        Page phone = page(360, 740);
        Set<String> reasons = new HashSet<>();
        guide.pages().keySet().stream()
                // Of the examples that are refused by the same rule, which differ in their JSON only, one is enough.
                .filter(path -> !path.matches(".*/(invalid|gate)-.*") || reasons.add(path.replaceFirst("--.*", "")))
                .forEach(path -> open(phone, path));
        picture(phone, "phone");
        assertThat(complaints).isEmpty();
    }

    @Test
    void pagesAreFineOnAScreen() {
        Page screen = page(1280, 900);
        picture(screen, "screen");
        assertThat(complaints).isEmpty();
    }

    @Test
    void theKeyboardSkipsToTheContent() {
        Page screen = page(1280, 900);
        open(screen, "/guide/profiles.html");
        screen.keyboard().press("Tab");
        assertThat(screen.locator(":focus").innerText()).isEqualTo("Skip to the content");
        screen.keyboard().press("Enter");
        screen.keyboard().press("Tab");
        assertThat(screen.evaluate("document.activeElement.closest('main') !== null"))
                .isEqualTo(true);
    }

    @Test
    void theSwaggerPageShowsHowToAsk() {
        Page screen = page(1280, 900);
        screen.navigate(guide.address("/fhir/swagger-ui/?page=Observation"));
        screen.getByText("Latest results of strength").first().click();
        screen.getByText("Without it all but exams are returned").first().waitFor();
        assertThat(complaints).isEmpty();
    }

    private Page page(int width, int height) {
        Page page = chromium.browser()
                .newContext(new NewContextOptions().setViewportSize(width, height))
                .newPage();
        page.onConsoleMessage(message -> {
            if (List.of("error", "warning").contains(message.type())) {
                complaints.add(page.url() + ": " + message.text());
            }
        });
        page.onPageError(error -> complaints.add(page.url() + ": " + error));
        page.onRequestFailed(request -> complaints.add(request.url() + ": " + request.failure()));
        return page;
    }

    private void open(Page page, String path) {
        Response response = page.navigate(guide.address(path), new NavigateOptions().setWaitUntil(WaitUntilState.LOAD));
        if (response.status() != 200) {
            complaints.add(path + ": status " + response.status());
        }
        Object wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        if (!Integer.valueOf(0).equals(wider)) {
            complaints.add(path + ": " + wider + " pixels wider than the window");
        }
    }

    private void picture(Page page, String folder) {
        for (String name : PICTURES) {
            open(page, "/guide/" + name);
            page.screenshot(new ScreenshotOptions()
                    .setPath(Path.of("target", "guide-pictures", folder, name.replace(".html", ".png"))));
        }
    }
}
