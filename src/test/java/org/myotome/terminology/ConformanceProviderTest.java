package org.myotome.terminology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.myotome.terminology.OperationTestServer.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.SearchParameter;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.hl7.fhir.r4.model.ValueSet;
import org.junit.jupiter.api.Test;

/** https://hl7.org/fhir/R4/http.html#read and https://hl7.org/fhir/R4/search.html, for the artefacts of the guide. */
class ConformanceProviderTest {

    private static final OperationTestServer SERVER = OperationTestServer.shared();

    private static final List<Class<? extends MetadataResource>> TYPES = List.of(
            StructureDefinition.class, SearchParameter.class, CodeSystem.class, ValueSet.class, ConceptMap.class);

    @Test
    void everyArtefactIsReadAndFoundByItsUrl() {
        for (var type : TYPES) {
            var artefacts = OperationTestServer.guide().all(type);
            assertThat(artefacts).as(type.getSimpleName()).isNotEmpty();
            for (var artefact : artefacts) {
                var id = artefact.getIdElement().getIdPart();
                var read = SERVER.get(type.getSimpleName() + "/" + id).ok(type);
                assertThat(read.getUrl()).isEqualTo(artefact.getUrl());
                assertThat(search(type.getSimpleName(), "url", artefact.getUrl()))
                        .containsExactly(id);
                assertThat(search(type.getSimpleName(), "_id", id)).containsExactly(id);
            }
        }
    }

    @Test
    void profileIsReadWithItsSnapshot() {
        var profile = SERVER.get("StructureDefinition/mrc-muscle-strength").ok(StructureDefinition.class);
        assertThat(profile.getSnapshot().getElement()).isNotEmpty();
    }

    @Test
    void readHasVersionDateAndETag() {
        var reply = SERVER.get("CodeSystem/mrc-muscle-grade");
        var meta = reply.ok(CodeSystem.class).getMeta();
        assertThat(meta.getLastUpdatedElement().getValueAsString()).startsWith("2026-11-24T00:00:00.000");
        assertThat(reply.http().headers().firstValue("ETag")).hasValue("W/\"" + meta.getVersionId() + "\"");
        var again = SERVER.send(
                "GET", "CodeSystem/mrc-muscle-grade", null, "If-None-Match", "W/\"" + meta.getVersionId() + "\"");
        assertThat(again.status()).isEqualTo(304);
    }

    @Test
    void versionChangesWithTheContentOnly() {
        var version = version(codeSystem("One"));
        assertThat(version(codeSystem("One"))).isEqualTo(version);
        assertThat(version(codeSystem("Two"))).isNotEqualTo(version);
    }

    @Test
    void onlyTheCurrentVersionIsKept() {
        var current = SERVER.get("CodeSystem/mrc-muscle-grade")
                .ok(CodeSystem.class)
                .getMeta()
                .getVersionId();
        SERVER.get("CodeSystem/mrc-muscle-grade/_history/" + current).ok(CodeSystem.class);
        assertThat(SERVER.get("CodeSystem/mrc-muscle-grade/_history/0").refused(404, IssueType.NOTFOUND))
                .contains(current, "not kept");
    }

    @Test
    void unknownIdIsNotFoundAndTheKnownOnesAreNamed() {
        assertThat(SERVER.get("ValueSet/none").refused(404, IssueType.NOTFOUND))
                .contains("ValueSet/none", "mrc-muscle-grade");
    }

    @Test
    void summaryAndElementsAreCut() {
        var summary = SERVER.get("CodeSystem/mrc-muscle-grade?_summary=true").ok(CodeSystem.class);
        assertThat(summary.getUrl()).isNotNull();
        assertThat(summary.getConcept()).isEmpty();
        var elements = bundle("CodeSystem", "_elements", "url").getEntryFirstRep();
        assertThat(((CodeSystem) elements.getResource()).getTitle()).isNull();
        assertThat(bundle("CodeSystem", "_summary", "count").getEntry()).isEmpty();
        assertThat(bundle("CodeSystem", "_summary", "count").getTotal()).isPositive();
    }

    @Test
    void pagesFollowEachOtherToTheEnd() {
        var found = new ArrayList<String>();
        var page = bundle("ValueSet", "_count", "4", "status", "active");
        var total = page.getTotal();
        while (true) {
            page.getEntry()
                    .forEach(entry ->
                            found.add(entry.getResource().getIdElement().getIdPart()));
            assertThat(page.getTotal()).isEqualTo(total);
            var next = page.getLink(Bundle.LINK_NEXT);
            if (next == null) {
                break;
            }
            page = SERVER.get(next.getUrl().replaceFirst(".*/fhir/", "")).ok(Bundle.class);
            assertThat(page.getLink(Bundle.LINK_PREV)).isNotNull();
        }
        assertThat(found).hasSize(total).doesNotHaveDuplicates();
    }

    @Test
    void countZeroGivesTheTotalOnly() {
        var none = bundle("ValueSet", "_count", "0");
        assertThat(none.getTotal()).isPositive();
        assertThat(none.getEntry()).isEmpty();
        assertThat(none.getLink(Bundle.LINK_NEXT)).isNull();
    }

    @Test
    void searchByPostIsTheSame() {
        var reply = SERVER.sendForm("ValueSet/_search", "_id=mrc-below-3");
        assertThat(ids(reply.ok(Bundle.class))).containsExactly("mrc-below-3");
    }

    @Test
    void writingIsNotAllowed() {
        var artefact = codeSystem("X");
        for (var request : Map.of("POST", "CodeSystem", "PUT", "CodeSystem/x", "DELETE", "CodeSystem/x")
                .entrySet()) {
            var reply = SERVER.send(request.getKey(), request.getValue(), artefact);
            assertThat(reply.refused(405, IssueType.NOTSUPPORTED)).contains("CodeSystem resources are read-only");
            assertThat(reply.http().headers().firstValue("Allow")).hasValue("GET");
        }
        assertThat(SERVER.send("PUT", "CodeSystem?url=x", artefact).status()).isEqualTo(405);
    }

    @Test
    void capabilityStatementOffersReadSearchAndTheOperations() {
        var rest = SERVER.get("metadata").ok(CapabilityStatement.class).getRestFirstRep();
        for (var type : TYPES) {
            var resource = rest.getResource().stream()
                    .filter(offered -> offered.getType().equals(type.getSimpleName()))
                    .findFirst()
                    .orElseThrow();
            assertThat(resource.getInteraction())
                    .extracting(interaction -> interaction.getCode().toCode())
                    .containsExactlyInAnyOrder("read", "vread", "search-type");
        }
        assertThat(rest.getResource().stream()
                        .flatMap(resource -> resource.getOperation().stream())
                        .map(operation -> operation.getDefinition()))
                .contains(
                        "http://hl7.org/fhir/OperationDefinition/ValueSet-expand",
                        "http://hl7.org/fhir/OperationDefinition/ValueSet-validate-code",
                        "http://hl7.org/fhir/OperationDefinition/CodeSystem-validate-code",
                        "http://hl7.org/fhir/OperationDefinition/CodeSystem-lookup",
                        "http://hl7.org/fhir/OperationDefinition/CodeSystem-subsumes",
                        "http://hl7.org/fhir/OperationDefinition/ConceptMap-translate");
    }

    private static List<String> search(String type, String... parameters) {
        return ids(bundle(type, parameters));
    }

    private static Bundle bundle(String type, String... parameters) {
        return SERVER.get(type + query(parameters)).ok(Bundle.class);
    }

    private static List<String> ids(Bundle found) {
        assertThat(found.getTotal()).isEqualTo(found.getEntry().size());
        return found.getEntry().stream()
                .map(entry -> entry.getResource().getIdElement().getIdPart())
                .toList();
    }

    private static String version(CodeSystem artefact) {
        var provider = new ConformanceProvider(
                OperationTestServer.FHIR, OperationTestServer.guide(), CodeSystem.class, List.of(artefact));
        return ((Resource) provider.read(artefact.getIdElement())).getMeta().getVersionId();
    }

    private static CodeSystem codeSystem(String name) {
        var system = new CodeSystem();
        system.setName(name).setId("x");
        return system;
    }
}
