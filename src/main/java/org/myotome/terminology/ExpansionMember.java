package org.myotome.terminology;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionDesignationComponent;
import org.hl7.fhir.r4.model.ValueSet.ConceptReferenceComponent;
import org.hl7.fhir.r4.model.ValueSet.ConceptReferenceDesignationComponent;
import org.jspecify.annotations.Nullable;

/**
 * A code of a value set or code system, with everything known of it.
 *
 * @param display  the right name, if any is known
 * @param language of the display, if it is known
 * @param terms    other right names, those of the value set before those of the code system
 * @param concept  what the code system says; empty for a code of a system that is not held
 * @param system   the code system, in the version that was used; empty if it is not held
 * @param status   the value of the property status
 * @param reference how the value set lists the code; empty if it came by a filter or with its whole system
 */
record ExpansionMember(
        TerminologyCode code,
        @Nullable String display,
        @Nullable String language,
        List<ConceptReferenceDesignationComponent> terms,
        Optional<ConceptDefinitionComponent> concept,
        Optional<TerminologySystem> system,
        boolean inactive,
        boolean abstractConcept,
        Optional<String> status,
        Optional<ConceptReferenceComponent> reference) {

    static ExpansionMember of(TerminologySystem system, ConceptDefinitionComponent concept) {
        return new ExpansionMember(
                new TerminologyCode(system.url(), concept.getCode()),
                concept.getDisplay(),
                ConceptFacts.language(system.source()),
                concept.getDesignation().stream().map(ExpansionMember::term).toList(),
                Optional.of(concept),
                Optional.of(system),
                ConceptFacts.inactive(system.source(), concept),
                ConceptFacts.abstractConcept(system.source(), concept),
                ConceptFacts.status(system.source(), concept),
                Optional.empty());
    }

    private static ConceptReferenceDesignationComponent term(ConceptDefinitionDesignationComponent defined) {
        var term = new ConceptReferenceDesignationComponent()
                .setLanguage(defined.getLanguage())
                .setUse(defined.getUse())
                .setValue(defined.getValue());
        defined.getExtension().forEach(term::addExtension);
        return term;
    }

    /** A code of a system that is not held. */
    static ExpansionMember foreign(String system, ConceptReferenceComponent reference, @Nullable String language) {
        return new ExpansionMember(
                new TerminologyCode(system, reference.getCode()),
                reference.getDisplay(),
                language,
                reference.getDesignation(),
                Optional.empty(),
                Optional.empty(),
                false,
                false,
                Optional.empty(),
                Optional.of(reference));
    }

    /** As a value set lists it: its own display goes first, and that of the code system stays a right name. */
    ExpansionMember listed(ConceptReferenceComponent reference, @Nullable String valueSetLanguage) {
        var renamed = reference.hasDisplay() && !reference.getDisplay().equals(display);
        var official = Stream.ofNullable(renamed ? display : null)
                .map(name -> new ConceptReferenceDesignationComponent()
                        .setLanguage(language)
                        .setValue(name));
        return new ExpansionMember(
                code,
                renamed ? reference.getDisplay() : display,
                renamed && valueSetLanguage != null ? valueSetLanguage : language,
                Stream.of(reference.getDesignation().stream(), terms.stream(), official)
                        .flatMap(names -> names)
                        .toList(),
                concept,
                system,
                inactive,
                abstractConcept,
                status,
                Optional.of(reference));
    }

    /** The version of its code system, as far as it is known. */
    @Nullable
    String version() {
        return system.map(TerminologySystem::version).orElse(null);
    }

    /** Whether it is of this version of its code system, as far as versions are known. */
    boolean isOf(@Nullable String version) {
        return version == null
                || system.map(TerminologySystem::version)
                        .filter(own -> !own.equals(version))
                        .isEmpty();
    }

    /** Every right name, the display first. */
    Stream<MemberName> names() {
        return Stream.concat(
                Stream.ofNullable(display).map(name -> new MemberName(name, language)),
                terms.stream().map(term -> new MemberName(term.getValue(), term.getLanguage())));
    }

    /** The names that are right for who asks for no language: those in that of the display. */
    List<MemberName> namesOfDefaultLanguage() {
        return names().filter(name -> !name.hasLanguage() || name.language().equals(language))
                .toList();
    }
}
