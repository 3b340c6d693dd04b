package org.myotome.pages;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.myotome.Answer;
import org.myotome.RunningServer;

/** The guide below {@code /guide}, as it comes over HTTP. */
class GuidePagesIT {

    private static final Pattern ID = Pattern.compile(" id=\"([^\"]*)\"");

    private final RunningServer server = RunningServer.shared();
    private final GuideCrawl guide = GuideCrawl.shared();

    @Test
    void everyLinkLeadsSomewhere() {
        assertThat(guide.answers())
                .allSatisfy(
                        (path, answer) -> assertThat(answer.status()).as(path).isEqualTo(200));
    }

    @Test
    void everyArtefactHasAPageAndBothFiles() {
        for (String type : List.of(
                "StructureDefinition",
                "ValueSet",
                "CodeSystem",
                "ConceptMap",
                "SearchParameter",
                "OperationDefinition",
                "Questionnaire")) {
            Set<String> ids = myotomeIds(type);
            assertThat(ids).as(type).isNotEmpty();
            for (String id : ids) {
                assertThat(guide.answers().keySet())
                        .contains(
                                "/guide/" + type + "-" + id + ".html",
                                "/guide/" + type + "-" + id + ".json",
                                "/guide/" + type + "-" + id + ".xml");
            }
        }
    }

    private Set<String> myotomeIds(String type) {
        Answer answer = server.get("/" + type + "?_count=1000&_elements=url");
        return Answer.read(answer.body()).findValues("resource").stream()
                .filter(resource -> resource.path("url").asText().startsWith("https://w3id.org/myotome/"))
                .map(resource -> resource.path("id").asText())
                .collect(Collectors.toSet());
    }

    @Test
    void everyLinkedPlaceIsThere() {
        assertThat(guide.fragments()).isNotEmpty().allSatisfy(place -> {
            String path = place.substring(0, place.indexOf('#'));
            assertThat(ids(guide.answers().get(path).body())).as(place).contains(place.substring(path.length() + 1));
        });
    }

    @Test
    void noPageUsesAnIdTwice() {
        assertThat(guide.pages())
                .allSatisfy(
                        (path, page) -> assertThat(ids(page.body())).as(path).doesNotHaveDuplicates());
    }

    private static List<String> ids(String html) {
        return ID.matcher(html).results().map(id -> id.group(1)).toList();
    }

    @Test
    void everyPageCanBeReadAloud() {
        assertThat(guide.pages()).hasSizeGreaterThan(200).allSatisfy((path, page) -> {
            assertThat(page.body())
                    .as(path)
                    .startsWith("<!DOCTYPE html>\n<html lang=\"en\">")
                    .contains("href=\"#content\"", "<main id=\"content\"", "<nav aria-label=")
                    .containsOnlyOnce("<h1")
                    .doesNotContain("<th>", "<script", "style=\"", " onclick", " onload", "@import", "src=\"http");
            assertThat(page.header("Content-Security-Policy")).startsWith("default-src 'none'; style-src 'self';");
        });
    }

    @Test
    void aProfileShowsWhatItDemands() {
        String page = page("StructureDefinition-mrc-muscle-strength.html");
        assertThat(between(page, "id=\"differential\"", "id=\"must-support\""))
                .contains("coding:grade", "1..1", "ValueSet-mrc-muscle-grade.html", "(required)", "myo-2")
                .doesNotContain(">performer<");
        assertThat(between(page, "id=\"must-support\"", "id=\"snapshot\""))
                .contains(">performer<", ">bodySite<")
                .doesNotContain(">issued<");
        assertThat(between(page, "id=\"snapshot\"", "id=\"bindings\"")).contains(">issued<", ">specimen<", "0..0");
        assertThat(between(page, "id=\"rules\"", "id=\"examples\""))
                .contains(
                        "A half grade (4-minus, 4-plus) is given on the expanded scale only",
                        "State method mrc-expanded");
        assertThat(page.substring(page.indexOf("id=\"examples\"")))
                .contains("Observation-left-biceps-4-minus.html", "invalid-myo-3--half-grade-on-the-plain-scale.html");
    }

    @Test
    void aValueSetShowsItsCodesInTheirOrder() {
        assertThat(page("ValueSet-mrc-below-3.html"))
                .contains("3 codes", "No contraction")
                .containsSubsequence("<code>0</code>", "<code>1</code>", "<code>2</code>")
                .doesNotContain("<code>3</code>");
    }

    /** Whoever looks for a code finds it by its name. */
    @Test
    void codesOfOthersStandBySystemAndName() {
        assertThat(page("ValueSet-recognised-weakness.html"))
                .containsSubsequence(
                        "<code>G83.0</code>", // Diplegia of upper limbs
                        "<code>M21.372</code>", // Foot drop, left foot
                        "<code>M21.371</code>", // Foot drop, right foot
                        "<code>HP:0009023</code>", // Abdominal wall muscle weakness
                        "<code>HP:0031189</code>", // Wrist drop
                        "<code>50582007</code>", // Hemiplegia
                        "<code>278287000</code>", // Left hemiparesis
                        "<code>278286009</code>"); // Right hemiparesis
    }

    /** A name such as "SNOMED CT" cannot be sent. */
    @Test
    void whatIsSentIsShownAsItIsSent() {
        assertThat(page("ValueSet-lateralised-site.html")).contains("<code>http://snomed.info/sct</code>");
        assertThat(page("StructureDefinition-mrc-muscle-strength.html"))
                .contains("&quot;system&quot;:&quot;http://terminology.hl7.org/CodeSystem/observation-category&quot;");
        assertThat(page("errors.html")).doesNotContain("Written by ErrorsPageTest");
    }

    @Test
    void theFirstConditionOfTheGuideIsAccepted() {
        Matcher body = Pattern.compile("(?s)```json\n(.*?)\n```").matcher(read("first-condition.md"));
        assertThat(body.find()).isTrue();
        Answer answer = server.post("", body.group(1));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(server.count("/Condition?course=sudden&patient.identifier=FIRST-6"))
                .isEqualTo(1);
        assertThat(server.count("/Condition?due-to=stroke&course=sudden&patient.identifier=FIRST-6"))
                .isEqualTo(1);
        assertThat(page("first-condition.html")).contains("FIRST-6", "StructureDefinition-weakness-condition.html");
    }

    @Test
    void aCodeSystemShowsPropertiesOfItsCodes() {
        assertThat(page("CodeSystem-tested-movement.html"))
                .contains("Musculus trapezius (459188) of MDC", "id=\"ankle-dorsiflexion\"", "<b>root:</b>");
    }

    @Test
    void whatIsDownloadedIsWhatTheServerUses() {
        FhirContext fhir = FhirContext.forR4Cached();
        String json = page("StructureDefinition-grip-strength.json");
        StructureDefinition profile = fhir.newJsonParser().parseResource(StructureDefinition.class, json);
        assertThat(profile.getSnapshot().getElement()).hasSizeGreaterThan(50);
        assertThat(fhir.newXmlParser()
                        .parseResource(StructureDefinition.class, page("StructureDefinition-grip-strength.xml"))
                        .equalsDeep(profile))
                .isTrue();
    }

    @Test
    void theFirstExamOfTheGuideIsAccepted() {
        Matcher body = Pattern.compile("(?s)```json\n(.*?)\n```").matcher(read("first-exam.md"));
        assertThat(body.find()).isTrue();
        Answer answer = server.post("", body.group(1));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(server.count("/Observation?movement-grade=ankle-dorsiflexion$lt4&patient.identifier=FIRST-1"))
                .isPositive();
    }

    private static String read(String document) {
        try {
            return Files.readString(Path.of("docs", document));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"nothing.html", "StructureDefinition-nothing.json", "a/b.html", "<script>alert(1)</script>"})
    void whatIsNotThereIsNotFound(String name) {
        Answer answer = server.getAsPasted("/guide/" + name.replace("<", "%3C").replace(">", "%3E"));
        assertThat(answer.body()).contains("There is no such page").doesNotContain("<script>");
    }

    @Test
    void aPageThatIsKnownIsNotSentAgain() {
        String address = guide.address("/guide/profiles.html");
        String etag = server.get(address).header("ETag");
        assertThat(etag).isNotBlank();
        assertThat(server.get(address, "If-None-Match", etag).status()).isEqualTo(304);
        assertThat(server.get(address, "If-None-Match", "\"other\"").status()).isEqualTo(200);
    }

    @Test
    void pagesAreOnlyRead() {
        Answer refused = server.post(guide.address("/guide/"), "{}");
        assertThat(refused.status()).isEqualTo(405);
        assertThat(refused.header("Allow")).isEqualTo("GET, HEAD");
        assertThat(server.send("HEAD", guide.address("/guide/"), "").body()).isEmpty();
    }

    private String page(String name) {
        Answer answer = server.get(guide.address("/guide/" + name));
        assertThat(answer.status()).as(name).isEqualTo(200);
        return answer.body();
    }

    private static String between(String text, String from, String to) {
        assertThat(text).containsSubsequence(from, to);
        return text.substring(text.indexOf(from), text.indexOf(to));
    }
}
