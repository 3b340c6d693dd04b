package org.myotome.storage;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.RuntimeSearchParam;
import ca.uhn.fhir.jpa.model.config.PartitionSettings;
import ca.uhn.fhir.jpa.model.entity.BaseResourceIndexedSearchParam;
import ca.uhn.fhir.jpa.model.entity.ResourceIndexedSearchParamNumber;
import ca.uhn.fhir.jpa.model.entity.ResourceIndexedSearchParamQuantityNormalized;
import ca.uhn.fhir.jpa.model.entity.ResourceIndexedSearchParamToken;
import ca.uhn.fhir.jpa.model.entity.StorageSettings;
import ca.uhn.fhir.jpa.searchparam.extractor.ResourceIndexedSearchParamComposite;
import ca.uhn.fhir.jpa.searchparam.extractor.SearchParamExtractorR4;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Observation;
import org.myotome.guide.CausesOfWeakness;
import org.myotome.guide.StrengthCodes;
import org.myotome.storage.search.Cohorts;

/**
 * The search index, with what follows from the codes of a resource beside what is written in it: the causes that a code
 * implies, the level of the lesion that a cause has, and a force in the other way of writing it. As index rows they work in
 * chains, in {@code _has}, with {@code :in} and {@code :not}, which rewritten requests would not. Odd grades are marked for
 * {@link Cohorts}.
 */
final class StrengthIndex extends SearchParamExtractorR4 {

    private static final String DUE_TO = "http://hl7.org/fhir/StructureDefinition/condition-dueTo";

    private final CausesOfWeakness causes;
    private final StrengthCodes strength;
    private final PartitionSettings partitions;
    private final Cohorts cohorts;

    /** There are as many as search parameters have paths. */
    private final Map<String, Optional<PathValues>> paths = new ConcurrentHashMap<>();

    /** The paths of each of the search parameters, which HAPI looks for in their text each time. */
    private final Map<String, String[]> parts = new ConcurrentHashMap<>();

    /** False while HAPI's constructor runs. */
    private boolean isEngineWanted;

    StrengthIndex(
            StorageSettings storage,
            PartitionSettings partitions,
            FhirContext fhir,
            ISearchParamRegistry searchParams,
            CausesOfWeakness causes,
            StrengthCodes strength,
            Cohorts cohorts) {
        super(storage, partitions, fhir, searchParams);
        this.causes = causes;
        this.strength = strength;
        this.partitions = partitions;
        this.cohorts = cohorts;
    }

    /**
     * Not before a path is none of {@link PathValues}: the engine for the others reads all of FHIR's definitions, a tenth of
     * the work of a start.
     */
    @Override
    public void initFhirPath() {
        if (isEngineWanted) {
            super.initFhirPath();
        }
    }

    private synchronized void makeEngine() {
        if (!isEngineWanted) {
            isEngineWanted = true;
            initFhirPath();
        }
    }

    @Override
    public IValueExtractor getPathValueExtractor(IBase resource, String path) {
        Optional<PathValues> known = paths.get(path);
        Optional<PathValues> values = known != null ? known : paths.computeIfAbsent(path, PathValues::of);
        return values.flatMap(steps -> steps.in((Base) resource))
                .<IValueExtractor>map(found -> () -> found)
                .orElseGet(() -> {
                    makeEngine();
                    return super.getPathValueExtractor(resource, path);
                });
    }

    @Override
    public String[] split(String paths) {
        String[] known = parts.get(paths);
        return known != null ? known : parts.computeIfAbsent(paths, super::split);
    }

    /** None: only an index outside of the database, which is off, holds composites. The database joins their components. */
    @Override
    public SearchParamSet<ResourceIndexedSearchParamComposite> extractSearchParamComposites(
            IBaseResource resource, ISearchParamFilter filter) {
        return new SearchParamSet<>();
    }

    /**
     * The texts beside the codes of an Observation are not indexed: they were a third of its rows, and its codes come from
     * value sets, which {@code $expand} searches by words.
     */
    @Override
    protected boolean shouldIndexTextComponentOfToken(RuntimeSearchParam parameter) {
        return !parameter.getBase().contains("Observation") && super.shouldIndexTextComponentOfToken(parameter);
    }

    @Override
    public SearchParamSet<BaseResourceIndexedSearchParam> extractSearchParamTokens(
            IBaseResource resource, ISearchParamFilter filter) {
        SearchParamSet<BaseResourceIndexedSearchParam> tokens = super.extractSearchParamTokens(resource, filter);
        if (resource instanceof Condition condition) {
            codings(condition.getCode()).flatMap(this::causes).forEach(cause -> add(tokens, "code", cause));
            List<Coding> dueTo = condition.getExtensionsByUrl(DUE_TO).stream()
                    .map(Extension::getValue)
                    .filter(CodeableConcept.class::isInstance)
                    .flatMap(concept -> codings((CodeableConcept) concept))
                    .toList();
            dueTo.stream().flatMap(this::causes).forEach(cause -> add(tokens, "due-to", cause));
            dueTo.stream().flatMap(code -> causes.groups(code).stream()).forEach(group -> add(tokens, "due-to", group));
            dueTo.stream()
                    .flatMap(code -> causes.lesionLevels(code).stream())
                    .forEach(level -> add(tokens, "lesion-level", level));
        }
        return tokens;
    }

    private static Stream<Coding> codings(CodeableConcept concept) {
        return concept.getCoding().stream().filter(coding -> coding.hasSystem() && coding.hasCode());
    }

    private Stream<Coding> causes(Coding coding) {
        return causes.impliedBy(coding).stream().map(cause -> new Coding(CausesOfWeakness.SYSTEM, cause, null));
    }

    private void add(Set<BaseResourceIndexedSearchParam> tokens, String parameter, Coding coding) {
        tokens.add(new ResourceIndexedSearchParamToken(
                partitions, "Condition", parameter, coding.getSystem(), coding.getCode()));
    }

    @Override
    public SearchParamSet<ResourceIndexedSearchParamQuantityNormalized> extractSearchParamQuantityNormalized(
            IBaseResource resource, ISearchParamFilter filter) {
        SearchParamSet<ResourceIndexedSearchParamQuantityNormalized> quantities =
                super.extractSearchParamQuantityNormalized(resource, filter);
        if (resource instanceof Observation observation && strength.isForceReading(observation)) {
            quantities.addAll(quantities.stream()
                    .flatMap(quantity -> ForceReading.otherForm(quantity, partitions).stream())
                    .toList());
        }
        return quantities;
    }

    @Override
    public SearchParamSet<ResourceIndexedSearchParamNumber> extractSearchParamNumber(
            IBaseResource resource, ISearchParamFilter filter) {
        SearchParamSet<ResourceIndexedSearchParamNumber> numbers = super.extractSearchParamNumber(resource, filter);
        if (resource instanceof Observation observation) {
            numbers.addAll(cohorts.odd(observation, numbers));
        }
        return numbers;
    }
}
