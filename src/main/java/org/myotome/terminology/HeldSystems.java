package org.myotome.terminology;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.CodeSystemContentMode;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.jspecify.annotations.Nullable;
import org.myotome.AddedTerminology;
import org.myotome.RequestProblem;

/** The code systems that an answer may draw on, each in the version that counts. Safe for threads. */
final class HeldSystems {

    private final TerminologyHoldings<CodeSystem> inMemory;
    private final Optional<AddedTerminology> added;
    private final TerminologyVersions wanted;
    private final Map<CodeSystem, TerminologySystem> indexed = new ConcurrentHashMap<>();

    HeldSystems(
            TerminologyHoldings<CodeSystem> inMemory, Optional<AddedTerminology> added, TerminologyVersions wanted) {
        this.inMemory = inMemory;
        this.added = added;
        this.wanted = wanted;
    }

    /** For one request, which brings others along or wants other versions; what is indexed already stays so. */
    HeldSystems with(TerminologyHoldings<CodeSystem> others, TerminologyVersions versions) {
        var systems = new HeldSystems(others, added, versions);
        systems.indexed.putAll(indexed);
        return systems;
    }

    /** The same versions of other systems. */
    HeldSystems with(TerminologyHoldings<CodeSystem> others) {
        return with(others, wanted);
    }

    TerminologyHoldings<CodeSystem> inMemory() {
        return inMemory;
    }

    /** Those that users added to the database. */
    Optional<AddedTerminology> added() {
        return added;
    }

    /** Which version counts where this one is said. */
    VersionChoice choose(String url, @Nullable String said) {
        return wanted.choose(url, said);
    }

    /** Why the request does not allow that this version is used; empty if it does. */
    Optional<String> refusal(TerminologySystem used) {
        return wanted.refusal(used.url(), used.version());
    }

    /**
     * A code system by url; empty if it is not held in that version.
     *
     * @throws ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException if the request does not allow the version
     */
    Optional<TerminologySystem> find(String url, @Nullable String said) {
        var found = newest(url, said);
        found.flatMap(this::refusal).ifPresent(words -> {
            throw RequestProblem.unprocessable(IssueType.EXCEPTION, words);
        });
        return found;
    }

    /** The newest version that counts where this one is said, whether or not the request allows it. */
    Optional<TerminologySystem> newest(String url, @Nullable String said) {
        return held(choose(url, said), null);
    }

    /** As {@link #find}, but one that is not held is 404. */
    TerminologySystem required(String url, @Nullable String version) {
        return find(url, version).orElseThrow(() -> {
            if (holds(url)) {
                return RequestProblem.notFound("Version \"" + version + "\" of " + url + " is not held here; "
                        + String.join(", ", versions(url)) + " is. Send that one, or none.");
            }
            return RequestProblem.notFound(
                    "CodeSystem \"" + url + "\" is not held here. Held are: " + String.join(", ", urls()) + ".");
        });
    }

    /**
     * The newest version that the choice allows.
     *
     * @param preferred what a coding says: taken if it counts, and is held
     */
    Optional<TerminologySystem> held(VersionChoice choice, @Nullable String preferred) {
        var own = Optional.ofNullable(preferred)
                .filter(choice::allows)
                .flatMap(version -> exactly(choice.system(), version));
        if (own.isPresent()) {
            return own;
        }
        return choice.wanted() == null || choice.isExact()
                ? exactly(choice.system(), choice.wanted())
                : versions(choice.system()).stream()
                        .filter(choice::allows)
                        .max(TerminologyVersions.OLDEST_FIRST)
                        .flatMap(version -> exactly(choice.system(), version));
    }

    /** @param version the newest of those in memory or the last added, if null */
    Optional<TerminologySystem> exactly(String url, @Nullable String version) {
        return inMemory.find(url, version)
                .filter(HeldSystems::hasContent)
                .map(this::of)
                .or(() -> added.flatMap(terminology ->
                        terminology.system(url, version).map(system -> new AddedSystem(terminology, system))));
    }

    /** One that is held, or that a client sent along. */
    TerminologySystem of(CodeSystem source) {
        return indexed.computeIfAbsent(source, HeldSystem::new);
    }

    /** Whether some version is held. */
    boolean holds(String url) {
        return inMemory.find(url).filter(HeldSystems::hasContent).isPresent()
                || added.flatMap(terminology -> terminology.system(url, null)).isPresent();
    }

    /** The versions that are held, the newest first. */
    List<String> versions(String url) {
        var held = new ArrayList<>(inMemory.versions(url));
        added.stream()
                .flatMap(terminology -> terminology.systems().stream())
                .filter(system -> url.equals(system.getUrl()) && system.hasVersion())
                .map(CodeSystem::getVersion)
                .filter(version -> !held.contains(version))
                .forEach(held::add);
        return held;
    }

    /** In alphabetical order. */
    Set<String> urls() {
        return Stream.concat(
                        inMemory.all().stream(), added.stream().flatMap(terminology -> terminology.systems().stream()))
                .map(CodeSystem::getUrl)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean hasContent(CodeSystem system) {
        return !system.hasContent()
                || system.getContent() == CodeSystemContentMode.COMPLETE
                || system.getContent() == CodeSystemContentMode.FRAGMENT;
    }
}
