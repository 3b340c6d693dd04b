package org.myotome.storage;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.RuntimeSearchParam;
import ca.uhn.fhir.jpa.model.config.PartitionSettings;
import ca.uhn.fhir.jpa.model.entity.StorageSettings;
import ca.uhn.fhir.jpa.searchparam.extractor.SearchParamExtractorR4;
import ca.uhn.fhir.rest.server.util.FhirContextSearchParamRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.SearchParameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The followed paths lead to the very elements to which HAPI's FHIRPath engine leads. */
class PathValuesTest {

    private static final FhirContext FHIR = FhirContext.forR4Cached();
    private static final SearchParamExtractorR4 HAPI = new SearchParamExtractorR4(
            new StorageSettings(), new PartitionSettings(), FHIR, new FhirContextSearchParamRegistry(FHIR));

    @Test
    void leadToTheSameElementsAsTheEngineInEveryExample() throws IOException {
        Map<String, Integer> found = new TreeMap<>();
        for (Resource resource : examples()) {
            for (String path : paths(resource.fhirType())) {
                Optional<List<Base>> followed = PathValues.of(path).flatMap(values -> values.in(resource));
                followed.ifPresent(values -> {
                    assertThat(values)
                            .as(path)
                            .usingElementComparator((a, b) -> a == b ? 0 : 1)
                            .containsExactlyElementsOf(hapis(resource, path));
                    found.merge(path, values.size(), Integer::sum);
                });
            }
        }
        assertThat(found.values()).filteredOn(count -> count > 0).hasSizeGreaterThan(40);
    }

    @Test
    void coverEveryPathOfAnObservation() throws IOException {
        assertThat(paths("Observation"))
                .filteredOn(path -> path.matches("[(]?(Observation|Resource|DomainResource)[.].*"))
                .allSatisfy(path -> assertThat(PathValues.of(path)).as(path).isPresent());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Patient.deceased.exists() and Patient.deceased != false",
                "Observation.code.coding[0]",
                "Observation.code.coding.first()",
                "Observation.component.where(code.coding.code = '1')",
                "Observation.",
                "code.coding",
                "Bundle.entry[0].resource",
            })
    void leaveOtherPathsToTheEngine(String path) {
        assertThat(PathValues.of(path)).isEmpty();
    }

    @Test
    void leaveAReferenceWithoutATypeToTheEngine() {
        Observation grade = new Observation();
        grade.getSubject().setReference("urn:uuid:0d643866-d4f9-5467-81ee-19c565bf8ff5");
        assertThat(PathValues.of("Observation.subject.where(resolve() is Patient)")
                        .flatMap(path -> path.in(grade)))
                .isEmpty();
    }

    private static List<Base> hapis(Resource resource, String path) {
        return HAPI.getPathValueExtractor(resource, path).get().stream()
                .map(Base.class::cast)
                .toList();
    }

    private static List<String> paths(String type) throws IOException {
        List<String> paths = new ArrayList<>();
        for (RuntimeSearchParam parameter : FHIR.getResourceDefinition(type).getSearchParams()) {
            paths.addAll(List.of(HAPI.split(parameter.getPath())));
        }
        try (Stream<Path> files = Files.list(Path.of("profiles"))) {
            for (Path file : files.filter(name -> name.getFileName().toString().startsWith("SearchParameter-"))
                    .toList()) {
                SearchParameter parameter =
                        FHIR.newJsonParser().parseResource(SearchParameter.class, Files.readString(file));
                if (parameter.getBase().stream().anyMatch(base -> base.getCode().equals(type))) {
                    Stream.of(parameter.getExpression().split(" \\| ")).forEach(paths::add);
                }
            }
        }
        return paths;
    }

    private static List<Resource> examples() throws IOException {
        List<Resource> resources = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("profiles", "examples"))) {
            for (Path file : files.filter(name -> name.toString().contains("/valid/")
                            || name.toString().contains("/exams/"))
                    .filter(name -> name.toString().endsWith(".json"))
                    .toList()) {
                Resource resource = (Resource) FHIR.newJsonParser().parseResource(Files.readString(file));
                if (resource instanceof Bundle bundle) {
                    bundle.getEntry().forEach(entry -> resources.add(entry.getResource()));
                } else {
                    resources.add(resource);
                }
            }
        }
        return resources;
    }
}
