package org.myotome.bench;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.IValidationSupport.IssueSeverity;
import ca.uhn.fhir.jpa.packages.IPackageInstallerSvc;
import ca.uhn.fhir.jpa.packages.PackageInstallationSpec;
import ca.uhn.fhir.jpa.packages.PackageInstallationSpec.InstallModeEnum;
import ca.uhn.fhir.jpa.term.api.ITermDeferredStorageSvc;
import ca.uhn.fhir.jpa.term.api.ITermReadSvc;
import ca.uhn.fhir.jpa.validation.JpaValidationSupportChain;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.interceptor.RequestValidatingInterceptor;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.common.hapi.validation.support.UnknownCodeSystemWarningValidationSupport;
import org.hl7.fhir.utilities.npm.NpmPackage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.myotome.Answer;
import org.myotome.Answer.Issue;
import org.myotome.RunningServer;
import org.myotome.guide.FhirPackage;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;

/**
 * A stock HAPI server, on an empty database in memory, installs the package of the guide by HAPI's own installer, and judges
 * the examples as Myotome does.
 */
class InstalledPackageIT {

    /** What HAPI installs unless it is told otherwise, and the questionnaire: without it every answer would pass. */
    private static final List<String> INSTALLED =
            List.of("CodeSystem", "ValueSet", "StructureDefinition", "ConceptMap", "SearchParameter", "Questionnaire");

    private static ServletWebServerApplicationContext stock;
    private static RunningServer server;

    @BeforeAll
    static void install() throws IOException {
        RunningServer.shared();
        stock = StockInTests.start("jdbc:h2:mem:stock;DB_CLOSE_DELAY=-1", StockConfiguration.class);
        adjust();
        installPackage();
        server = RunningServer.at(stock.getWebServer().getPort());
    }

    /**
     * What a team would do that has no SNOMED CT on its server: a code of a system that it does not hold is a warning, and one
     * coding of the value set suffices, as FHIR has it. Its own interceptor would validate once more what is sent to be
     * validated.
     */
    @SuppressWarnings("deprecation") // HAPI offers nothing else for it yet
    private static void adjust() {
        JpaValidationSupportChain chain = stock.getBean(JpaValidationSupportChain.class);
        UnknownCodeSystemWarningValidationSupport unknown =
                new UnknownCodeSystemWarningValidationSupport(stock.getBean(FhirContext.class));
        unknown.setNonExistentCodeSystemSeverity(IssueSeverity.WARNING);
        chain.addValidationSupport(unknown);
        chain.setCodeableConceptValidationSuccessfulIfNotAllCodingsAreValid(true);
        stock.getBean(RestfulServer.class)
                .getInterceptorService()
                .unregisterInterceptorsIf(RequestValidatingInterceptor.class::isInstance);
    }

    private static void installPackage() throws IOException {
        byte[] content = FhirPackage.read();
        PackageInstallationSpec asked = new PackageInstallationSpec()
                .setName(FhirPackage.NAME)
                .setVersion(NpmPackage.fromPackage(new ByteArrayInputStream(content))
                        .version())
                .setPackageContents(content)
                .setInstallMode(InstallModeEnum.STORE_AND_INSTALL);
        asked.setInstallResourceTypes(INSTALLED);
        stock.getBean(IPackageInstallerSvc.class).install(asked);
        // HAPI would do both within minutes.
        stock.getBean(ITermDeferredStorageSvc.class).saveAllDeferred();
        stock.getBean(ITermReadSvc.class).preExpandDeferredValueSetsToTerminologyTables();
        stock.getBean(ISearchParamRegistry.class).forceRefresh();
    }

    @AfterAll
    static void stop() {
        stock.close();
    }

    /** All but one: HAPI stores no composite with a number in it (HAPI-2347), and says so in its log. */
    @Test
    void everythingIsInstalled() throws IOException {
        NpmPackage content = NpmPackage.fromPackage(new ByteArrayInputStream(FhirPackage.read()));
        for (String type : INSTALLED) {
            int refused = type.equals("SearchParameter") ? 1 : 0;
            assertThat(server.count("/" + type + "?url:below=https://w3id.org/myotome"))
                    .as(type)
                    .isEqualTo(content.listResources(type).size() - refused);
        }
    }

    /** But for the one that claims a profile of others: to HAPI that is an error unless it is told otherwise. */
    static Stream<Path> valid() {
        return Stream.concat(files("valid"), files("exams"))
                .filter(example -> !example.endsWith("national-profile-claimed.json"));
    }

    static Stream<Path> invalid() {
        return files("invalid");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("valid")
    void acceptsWhatMyotomeAccepts(Path example) throws IOException {
        assertThat(validate(example).issues()).noneMatch(Issue::refuses);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("invalid")
    void refusesWhatMyotomeRefuses(Path example) throws IOException {
        assertThat(validate(example).refusals()).isNotEmpty();
    }

    private static Answer validate(Path example) throws IOException {
        String json = Files.readString(example);
        return server.post("/" + Answer.read(json).path("resourceType").asText() + "/$validate", json);
    }

    private static Stream<Path> files(String folder) {
        try (Stream<Path> files = Files.list(Path.of("profiles", "examples", folder))) {
            return files.filter(file -> file.toString().endsWith(".json")).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
