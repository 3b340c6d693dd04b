package org.myotome.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hl7.fhir.r4.model.ElementDefinition;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;

/** Which files the guide refuses: each by its name and with the reason. */
class GuideFilesTest {

    private static final FhirContext FHIR = FhirContext.forR4Cached();
    private static final String OBSERVATION = "http://hl7.org/fhir/StructureDefinition/Observation";
    private static final String NO_FOCUS = "{'id':'Observation.focus','path':'Observation.focus','max':'0'}";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"not json", "{'resourceType':'ValueSet','no-such-element':1}", "{'resourceType':'Wish'}"})
    void whatIsNotFhir(String content) {
        file("ValueSet-x.json", content);
        assertRefused("ValueSet-x.json", "not valid FHIR R4 JSON");
    }

    @Test
    void whatIsNoConformanceArtefact() {
        file("Patient-x.json", "{'resourceType':'Patient','id':'x'}");
        assertRefused("Patient-x.json", "Patient is not a conformance artefact");
    }

    @ParameterizedTest
    @CsvSource({
        "ValueSet-y.json, x, x, 0.1.0, must be named after its type and id: ValueSet-x.json",
        "x.json, x, x, 0.1.0, must be named after its type and id: ValueSet-x.json",
        "ValueSet-x.json, x, y, 0.1.0, ask for https://w3id.org/myotome/ValueSet/x",
        "ValueSet-x.json, x, x, '', version is missing",
    })
    void whatHasADoubtfulIdentity(String name, String id, String urlTail, String version, String reason) {
        var versionElement = version.isEmpty() ? "" : ",'version':'" + version + "'";
        file(
                name,
                "{'resourceType':'ValueSet','id':'%s','url':'%s/ValueSet/%s'%s}"
                        .formatted(id, Guide.BASE, urlTail, versionElement));
        assertRefused(name, reason);
    }

    @Test
    void whatComesTwice() {
        write("ValueSet", "x", "");
        var file = new FileSystemResource(folder.resolve("ValueSet-x.json"));
        assertThatThrownBy(() -> Guide.load(FHIR, List.of(file, file)))
                .isInstanceOf(GuideException.class)
                .hasMessageStartingWith("ValueSet-x.json: ")
                .hasMessageContaining("twice");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://example.org/StructureDefinition/unknown", Guide.BASE + "/StructureDefinition/unknown"})
    void profileOfAnUnknownParent(String parent) {
        profile("x", parent, NO_FOCUS);
        assertRefused("StructureDefinition-x.json", parent);
    }

    @Test
    void profileThatIsItsOwnAncestor() {
        profile("x", Guide.BASE + "/StructureDefinition/y", NO_FOCUS);
        profile("y", Guide.BASE + "/StructureDefinition/x", NO_FOCUS);
        assertRefused("StructureDefinition-x.json", "its own ancestor");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'id':'Observation.fokus','path':'Observation.fokus','max':'0'}",
                "{'id':'Observation.specimen','path':'Observation.specimen','max':'0'}," + NO_FOCUS,
                "{'id':'Observation.code','path':'Observation.code','type':[{'code':'Quantity'}]}",
            })
    void differentialThatDoesNotFitItsBase(String elements) {
        profile("x", OBSERVATION, elements);
        assertRefused("StructureDefinition-x.json", "no snapshot can be made of it");
    }

    @ParameterizedTest
    @CsvSource({
        "value.exists( , myo-99 is not FHIRPath",
        "'', myo-99 has no FHIRPath expression",
        "code.memberOf(\\'https://w3id.org/myotome/ValueSet/unknown\\'), https://w3id.org/myotome/ValueSet/unknown",
    })
    void invariantThatCannotBeEvaluated(String expression, String reason) {
        var element = expression.isEmpty() ? "" : ",'expression':'" + expression + "'";
        profile(
                "x",
                OBSERVATION,
                "{'id':'Observation','path':'Observation','constraint':"
                        + "[{'key':'myo-99','severity':'error','human':'x'" + element + "}]}");
        assertRefused("StructureDefinition-x.json", reason);
    }

    @Test
    void bindingToAnUnknownValueSet() {
        var unknown = Guide.BASE + "/ValueSet/unknown";
        profile(
                "x",
                OBSERVATION,
                "{'id':'Observation.method','path':'Observation.method',"
                        + "'binding':{'strength':'required','valueSet':'" + unknown + "'}}");
        assertRefused("StructureDefinition-x.json", unknown);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "'system':'https://w3id.org/myotome/CodeSystem/d'; CodeSystem/d, which is not in this guide",
                "'valueSet':['https://w3id.org/myotome/ValueSet/d']; ValueSet/d, which is not in this guide",
                "'system':'https://w3id.org/myotome/CodeSystem/c','concept':[{'code':'b'}]; code b is not in",
            })
    void valueSetOfWhatDoesNotExist(String include, String reason) {
        write("CodeSystem", "c", ",'content':'complete','concept':[{'code':'a'}]");
        write("ValueSet", "x", ",'compose':{'include':[{" + include + "}]}");
        assertRefused("ValueSet-x.json", reason);
    }

    /** Written out for HAPI as a list of codes, an empty selection would mean every code of the system. */
    @Test
    void filterThatSelectsNothing() {
        write(
                "CodeSystem",
                "c",
                ",'content':'complete','property':[{'code':'p','type':'string'}],"
                        + "'concept':[{'code':'a','property':[{'code':'p','valueString':'x'}]}]");
        write(
                "ValueSet",
                "x",
                ",'compose':{'include':[{'system':'" + Guide.BASE + "/CodeSystem/c',"
                        + "'filter':[{'property':'p','op':'=','value':'y'}]}]}");
        assertRefused("ValueSet-x.json", "no concept of " + Guide.BASE + "/CodeSystem/c passes its filter");
    }

    @Test
    void searchParameterThatIsNotFhirPath() {
        write("SearchParameter", "x", ",'code':'x','base':['Observation'],'type':'token','expression':'Observation.('");
        assertRefused("SearchParameter-x.json", "expression is not FHIRPath");
    }

    @Test
    void parentIsTakenBeforeItsChildWhateverTheirNames() {
        profile("a-child", Guide.BASE + "/StructureDefinition/z-parent", NO_FOCUS.replace("focus", "specimen"));
        profile("z-parent", OBSERVATION, NO_FOCUS);
        assertThat(load().all(StructureDefinition.class).get(0).getSnapshot().getElement())
                .filteredOn(element -> "0".equals(element.getMax()))
                .extracting(ElementDefinition::getPath)
                .containsExactly("Observation.focus", "Observation.specimen");
    }

    private void assertRefused(String file, String reason) {
        assertThatThrownBy(this::load)
                .isInstanceOf(GuideException.class)
                .hasMessageStartingWith(file + ": ")
                .hasMessageContaining(reason);
    }

    private Guide load() {
        try (var files = Files.list(folder)) {
            return Guide.load(FHIR, files.<Resource>map(FileSystemResource::new).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void profile(String id, String base, String elements) {
        write("StructureDefinition", id, """
                ,'name':'X','status':'active','fhirVersion':'4.0.1','kind':'resource','abstract':false,
                'type':'Observation','baseDefinition':'%s','derivation':'constraint',
                'differential':{'element':[%s]}""".formatted(base, elements));
    }

    private void write(String type, String id, String rest) {
        file(
                type + "-" + id + ".json",
                "{'resourceType':'%s','id':'%s','url':'%s/%s/%s','version':'0.1.0'%s}"
                        .formatted(type, id, Guide.BASE, type, id, rest));
    }

    /** Single quotes stand for double ones; a quote inside a FHIRPath expression is written {@code \'}. */
    private void file(String name, String content) {
        try {
            Files.writeString(
                    folder.resolve(name), content.replaceAll("(?<!\\\\)'", "\"").replace("\\'", "'"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
