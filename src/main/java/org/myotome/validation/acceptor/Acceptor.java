package org.myotome.validation.acceptor;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.IValidationSupport;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Says yes quickly. It answers <em>certainly valid</em> only where the HL7 validator, on base FHIR and on the profiles that a
 * resource claims or that fit its codes, would report neither an error nor a warning; everything else is <em>don't know</em>,
 * and the validator is asked, which alone rejects. Thread-safe. It holds definitions and the answers about codes, nothing of
 * what it has read.
 */
public final class Acceptor {

    /** Types that the validator checks by code of its own, which is not in any definition. */
    private static final Set<String> UNTAUGHT = Set.of("Binary", "MeasureReport", "OperationOutcome", "Parameters");

    private static final Set<String> NESTED = Set.of("BackboneElement", "Element");

    private final ResourceReader reader;
    private final Library library;
    private final Extensions extensions;
    private final RulesCheck rulesCheck;
    private final DataTypes dataTypes;
    private final Answers answers;
    private final Profiles profiles;

    /**
     * @param support the definitions and the terminology that the validator works with
     * @param fitting the urls of the profiles that a resource is checked against whatever it claims
     */
    public Acceptor(FhirContext fhir, IValidationSupport support, Function<Item, Set<String>> fitting) {
        Definitions definitions = new Definitions(fhir, support);
        this.reader = new ResourceReader(definitions);
        Codes codes = new Codes(definitions);
        this.library = new Library(definitions, codes);
        this.extensions = new Extensions(definitions, library);
        this.profiles = new Profiles(definitions, fitting);
        this.rulesCheck = new RulesCheck(codes, library, profiles);
        this.dataTypes = new DataTypes(codes);
        this.answers = new Answers(definitions, codes);
    }

    /** Whether the text, as it was sent, is certainly a valid resource in FHIR JSON. */
    public boolean accepts(String text) {
        return obstacle(text).isEmpty();
    }

    /** Why it does not know; empty for what is certainly valid. It names elements and rules, and nothing that was sent. */
    public Optional<String> obstacle(String text) {
        try {
            Item resource = reader.read(text);
            checkResource(resource, Scope.of(resource));
            return Optional.empty();
        } catch (Uncertain uncertain) {
            return Optional.of(String.valueOf(uncertain.getMessage()));
        } catch (RuntimeException unforeseen) {
            // Definitions and terminology are HAPI's, and throw at names that are no names. The validator has its own
            // ways.
            return Optional.of(unforeseen.getClass().getName());
        }
    }

    /**
     * In the validator's order: a profile outweighs only what was found before it. Of several profiles the last might find it
     * again.
     */
    private void checkResource(Item resource, Scope scope) {
        Uncertain.unless(!UNTAUGHT.contains(resource.type()), "resource type is not taught");
        Uncertain.unless(resource.child("url") == null, "canonical resource");
        Set<String> claimed = profiles.claimed(resource);
        Set<String> fitting = profiles.fitting(resource, claimed);
        boolean several = claimed.size() + fitting.size() > 1;
        if (scope.isEntry()) {
            checkProfiles(resource, fitting, scope);
        }
        checkContent(resource, null, scope);
        Uncertain.unless(scope.outside().isEmpty() || !several, "extensible binding and several profiles");
        if (!scope.isEntry()) {
            checkProfiles(resource, fitting, scope);
        }
        checkProfiles(resource, claimed, scope);
        Uncertain.unless(scope.outside().isEmpty(), "extensible binding");
        if (resource.type().equals("QuestionnaireResponse")) {
            answers.check(resource);
        }
    }

    private void checkProfiles(Item resource, Set<String> urls, Scope scope) {
        for (String url : urls) {
            rulesCheck.check(resource, library.rules(url), scope);
        }
    }

    /** What the types of an element and of everything in it ask. */
    private void checkContent(Item item, @Nullable Item parent, Scope scope) {
        if (!NESTED.contains(item.type())) {
            rulesCheck.check(item, library.ofType(item.type()), scope);
        }
        dataTypes.check(item, scope);
        if (item.type().equals("Extension")) {
            Uncertain.unless(parent != null, "extension of nothing");
            rulesCheck.check(item, extensions.rules(item, parent), scope);
        }
        for (Item child : item.children()) {
            if (child.isResource()) {
                checkResource(child, scope.ofEntry(item, child));
            } else if (child.value() == null) {
                checkContent(child, item, scope);
            }
        }
    }
}
