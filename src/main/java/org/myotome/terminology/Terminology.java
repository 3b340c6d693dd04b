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
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.ValueSet;
import org.jspecify.annotations.Nullable;
import org.myotome.AddedTerminology;
import org.myotome.RequestProblem;
import org.myotome.guide.Guide;

/**
 * The code systems, value sets and concept maps that an answer may draw on: Myotome's own in memory, those that a request
 * brings along, and those that users added to the database. Systems that are not held (SNOMED CT and MDC, unless added)
 * exist only as far as value sets list their codes. Safe for threads.
 */
final class Terminology {

    private final TerminologyHoldings<CodeSystem> codeSystems;
    private final TerminologyHoldings<ValueSet> valueSets;
    private final TerminologyHoldings<ConceptMap> conceptMaps;
    private final Optional<AddedTerminology> added;
    private final Supplements supplements;
    private final TerminologyVersions versions;
    private final TerminologyMappings mappings;
    private final Map<CodeSystem, TerminologySystem> systems = new ConcurrentHashMap<>();
    private final ValueSetMembers members;

    private Terminology(
            TerminologyHoldings<CodeSystem> codeSystems,
            TerminologyHoldings<ValueSet> valueSets,
            TerminologyHoldings<ConceptMap> conceptMaps,
            Optional<AddedTerminology> added,
            Supplements supplements,
            TerminologyVersions versions,
            TerminologyMappings mappings,
            Set<ValueSet> trusted) {
        this.codeSystems = codeSystems;
        this.valueSets = valueSets;
        this.conceptMaps = conceptMaps;
        this.added = added;
        this.supplements = supplements;
        this.versions = versions;
        this.mappings = mappings;
        this.members = new ValueSetMembers(this, trusted);
    }

    /**
     * Works everything out, so that a fault stops the start.
     *
     * @throws org.myotome.guide.GuideException if a value set cannot be expanded or a map cannot be followed
     */
    static Terminology of(
            List<CodeSystem> codeSystems,
            List<ValueSet> valueSets,
            List<ConceptMap> conceptMaps,
            Optional<AddedTerminology> added,
            CoreTerms core) {
        var terminology = new Terminology(
                new TerminologyHoldings<>(CodeSystem.class, "version", codeSystems).before(core::codeSystem),
                new TerminologyHoldings<>(ValueSet.class, "valueSetVersion", valueSets).before(core::valueSet),
                new TerminologyHoldings<>(ConceptMap.class, "conceptMapVersion", conceptMaps),
                added,
                Supplements.of(List.of()),
                TerminologyVersions.NONE,
                new TerminologyMappings(conceptMaps.stream()
                        .flatMap(map -> ValueSetMembers.blaming(map, () -> TerminologyMapping.of(map)).stream())),
                Set.copyOf(valueSets));
        valueSets.forEach(terminology.members::check);
        return terminology;
    }

    static Terminology of(
            List<CodeSystem> codeSystems,
            List<ValueSet> valueSets,
            List<ConceptMap> conceptMaps,
            Optional<AddedTerminology> added) {
        return of(codeSystems, valueSets, conceptMaps, added, CoreTerms.NONE);
    }

    static Terminology of(Guide guide, Optional<AddedTerminology> added) {
        return of(
                guide.all(CodeSystem.class),
                guide.all(ValueSet.class),
                guide.all(ConceptMap.class),
                added,
                CoreTerms.of(guide.validationSupport()));
    }

    /** For one request: also what it brings along in {@code tx-resource}, and the versions that it wants. */
    Terminology with(TerminologyParameters in) {
        var wanted = TerminologyVersions.of(in);
        var sent = TxResources.of(in);
        var asked = in.texts("useSupplement");
        if (sent.isEmpty() && wanted.isEmpty() && asked.isEmpty() && !in.has(DefaultVersions.PARAMETER)) {
            return this;
        }
        return new Terminology(
                        sent.supplements().apply(asked, codeSystems.with(sent.codeSystems())),
                        valueSets.with(sent.valueSets()).preferring(DefaultVersions.of(in)),
                        conceptMaps.with(sent.conceptMaps()),
                        added,
                        sent.supplements(),
                        wanted,
                        mappings.with(sent.conceptMaps()),
                        members.trusted())
                .knowing(systems);
    }

    /** With the supplements that a value set, or one that it imports, asks for. */
    Terminology with(ValueSet valueSet) {
        var required = Supplements.required(new ValueSetImports(this).used(valueSet).stream());
        return required.isEmpty()
                ? this
                : new Terminology(
                                supplements.apply(required, codeSystems),
                                valueSets,
                                conceptMaps,
                                added,
                                supplements,
                                versions,
                                mappings,
                                members.trusted())
                        .knowing(systems);
    }

    private Terminology knowing(Map<CodeSystem, TerminologySystem> indexed) {
        systems.putAll(indexed);
        return this;
    }

    TerminologyHoldings<CodeSystem> codeSystems() {
        return codeSystems;
    }

    TerminologyHoldings<ValueSet> valueSets() {
        return valueSets;
    }

    TerminologyHoldings<ConceptMap> conceptMaps() {
        return conceptMaps;
    }

    TerminologyMappings mappings() {
        return mappings;
    }

    Optional<AddedTerminology> added() {
        return added;
    }

    Supplements supplements() {
        return supplements;
    }

    ValueSetMembers members() {
        return members;
    }

    /** Which version counts where this one is said. */
    VersionChoice choose(String url, @Nullable String said) {
        return versions.choose(url, said);
    }

    /** Why the request does not allow that this version is used; empty if it does. */
    Optional<String> refusal(TerminologySystem used) {
        return versions.refusal(used.url(), used.version());
    }

    /**
     * A code system by url; empty if it is not held in that version.
     *
     * @throws ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException if the request does not allow the version
     */
    Optional<TerminologySystem> system(String url, @Nullable String said) {
        var found = held(choose(url, said), null);
        found.flatMap(this::refusal).ifPresent(words -> {
            throw RequestProblem.unprocessable(IssueType.EXCEPTION, words);
        });
        return found;
    }

    /**
     * The newest version that counts, whether or not the request allows it.
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
        return codeSystems
                .find(url, version)
                .filter(Terminology::hasContent)
                .map(this::system)
                .or(() -> added.flatMap(terminology ->
                        terminology.system(url, version).map(system -> new AddedSystem(terminology, system))));
    }

    /** As {@link #system(String, String)}, but one that is not held is 404. */
    TerminologySystem requiredSystem(String url, @Nullable String version) {
        return system(url, version).orElseThrow(() -> {
            if (holds(url)) {
                return RequestProblem.notFound("Version \"" + version + "\" of " + url + " is not held here; "
                        + String.join(", ", versions(url)) + " is. Send that one, or none.");
            }
            return RequestProblem.notFound(
                    "CodeSystem \"" + url + "\" is not held here. Held are: " + String.join(", ", systemUrls()) + ".");
        });
    }

    /** A code system that is held, or one that a client sent along. */
    TerminologySystem system(CodeSystem source) {
        return systems.computeIfAbsent(source, HeldSystem::new);
    }

    /** Whether some version of the code system is held. */
    boolean holds(String url) {
        return codeSystems.find(url).filter(Terminology::hasContent).isPresent()
                || added.flatMap(terminology -> terminology.system(url, null)).isPresent();
    }

    /** The versions of a code system that are held, the newest first. */
    List<String> versions(String url) {
        var held = new ArrayList<>(codeSystems.versions(url));
        added.stream()
                .flatMap(terminology -> terminology.systems().stream())
                .filter(system -> url.equals(system.getUrl()) && system.hasVersion())
                .map(CodeSystem::getVersion)
                .filter(version -> !held.contains(version))
                .forEach(held::add);
        return held;
    }

    /** Every code system that is held, in alphabetical order. */
    Set<String> systemUrls() {
        return Stream.concat(
                        codeSystems.all().stream(),
                        added.stream().flatMap(terminology -> terminology.systems().stream()))
                .map(CodeSystem::getUrl)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean hasContent(CodeSystem system) {
        return !system.hasContent()
                || system.getContent() == CodeSystemContentMode.COMPLETE
                || system.getContent() == CodeSystemContentMode.FRAGMENT;
    }
}
