package org.myotome;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/** The edges between the packages, as the table in the README draws them. */
class ArchitectureTest {

    private static final JavaClasses MYOTOME = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.myotome");

    @Test
    void packagesImportOnlyWhatTheyMay() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("strength")
                .definedBy("org.myotome.strength")
                .layer("guide")
                .definedBy("org.myotome.guide")
                .layer("pages")
                .definedBy("org.myotome.pages..")
                .layer("terminology")
                .definedBy("org.myotome.terminology")
                .layer("validation")
                .definedBy("org.myotome.validation..")
                .layer("storage")
                .definedBy("org.myotome.storage..")
                .layer("intake")
                .definedBy("org.myotome.intake..")
                .layer("query")
                .definedBy("org.myotome.query..")
                .layer("triage")
                .definedBy("org.myotome.triage")
                .layer("demo")
                .definedBy("org.myotome.demo")
                .layer("install")
                .definedBy("org.myotome.install")
                .layer("check")
                .definedBy("org.myotome.check")
                .layer("monitor")
                .definedBy("org.myotome.monitor")
                .layer("server")
                .definedBy("org.myotome.server")
                .whereLayer("strength")
                .mayNotAccessAnyLayer()
                .whereLayer("guide")
                .mayOnlyAccessLayers("strength")
                .whereLayer("pages")
                .mayOnlyAccessLayers("guide")
                .whereLayer("terminology")
                .mayOnlyAccessLayers("guide")
                .whereLayer("validation")
                .mayOnlyAccessLayers("guide", "terminology", "strength")
                .whereLayer("storage")
                .mayOnlyAccessLayers("guide", "strength")
                .whereLayer("intake")
                .mayOnlyAccessLayers("guide", "storage", "strength")
                .whereLayer("query")
                .mayOnlyAccessLayers("guide", "storage", "strength")
                .whereLayer("triage")
                .mayOnlyAccessLayers("guide", "strength")
                .whereLayer("demo")
                .mayOnlyAccessLayers("guide", "storage", "strength")
                .whereLayer("install")
                .mayNotAccessAnyLayer()
                .whereLayer("check")
                .mayOnlyAccessLayers("guide", "validation", "intake")
                .whereLayer("monitor")
                .mayOnlyAccessLayers("guide", "validation", "storage", "intake")
                .whereLayer("server")
                .mayNotBeAccessedByAnyLayer()
                .check(MYOTOME);
    }

    /** A start looks for configurations by their names, and makes no class at run time for each of them. */
    @Test
    void configurationsAreFoundByTheirNamesAndMakeNoProxy() {
        classes()
                .that()
                .areAnnotatedWith(Configuration.class)
                .should()
                .haveSimpleNameEndingWith("Configuration")
                .andShould(new ArchCondition<>("make no proxy") {
                    @Override
                    public void check(JavaClass configuration, ConditionEvents events) {
                        boolean makesOne = configuration
                                .getAnnotationOfType(Configuration.class)
                                .proxyBeanMethods();
                        events.add(new SimpleConditionEvent(configuration, !makesOne, configuration.getName()));
                    }
                })
                .check(MYOTOME);
        noClasses().should().beAnnotatedWith(Component.class).check(MYOTOME);
        methods()
                .that()
                .areAnnotatedWith(Bean.class)
                .should(
                        new ArchCondition<>(
                                "not be called by its own configuration, which without a proxy makes a second one") {
                            @Override
                            public void check(JavaMethod bean, ConditionEvents events) {
                                boolean isCalled = bean.getCallsOfSelf().stream()
                                        .anyMatch(call -> call.getOriginOwner().equals(bean.getOwner()));
                                events.add(new SimpleConditionEvent(bean, !isCalled, bean.getFullName()));
                            }
                        })
                .check(MYOTOME);
    }

    @Test
    void packagesFormNoCycle() {
        slices().matching("org.myotome.(*)..").should().beFreeOfCycles().check(MYOTOME);
    }

    @Test
    void channelsOfIntakeFormNoCycle() {
        slices().matching("org.myotome.intake.(*)..").should().beFreeOfCycles().check(MYOTOME);
        noClasses()
                .that()
                .resideInAPackage("org.myotome.intake")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.myotome.intake.*..")
                .check(MYOTOME);
    }

    @Test
    void operationsShareOnlyWhatQueryHolds() {
        slices().matching("org.myotome.query.(*)..").should().beFreeOfCycles().check(MYOTOME);
        noClasses()
                .that()
                .resideInAPackage("org.myotome.query")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.myotome.query.*..")
                .check(MYOTOME);
    }

    @Test
    void strengthKnowsNoFramework() {
        classes()
                .that()
                .resideInAPackage("org.myotome.strength")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.jspecify..", "org.myotome.strength")
                .check(MYOTOME);
    }

    @Test
    void onlyStorageAndTheWiringKnowHapiJpa() {
        noClasses()
                .that()
                .resideOutsideOfPackages("org.myotome.storage..", "org.myotome.server")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("ca.uhn.fhir.jpa..")
                .check(MYOTOME);
    }
}
