package org.myotome.terminology;

import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.ValueSet;
import org.jspecify.annotations.Nullable;
import org.myotome.RequestProblem;

/**
 * The artefacts of one type, by url, version and id. Who asks for another is told which ones there are. Immutable.
 *
 * @param <T> CodeSystem, ValueSet or ConceptMap
 */
final class TerminologyHoldings<T extends MetadataResource> {

    private final Class<T> type;
    private final String versionParameter;
    private final DefaultVersions defaults;
    private final Function<String, Optional<T>> others;
    private final Map<String, List<T>> byUrl = new LinkedHashMap<>();

    /** @param versionParameter the name that R4 gives to the version in operations on this type */
    TerminologyHoldings(Class<T> type, String versionParameter, Collection<T> artefacts) {
        this(type, versionParameter, artefacts, DefaultVersions.NONE, url -> Optional.empty());
    }

    private TerminologyHoldings(
            Class<T> type,
            String versionParameter,
            Collection<T> artefacts,
            DefaultVersions defaults,
            Function<String, Optional<T>> others) {
        this.type = type;
        this.versionParameter = versionParameter;
        this.defaults = defaults;
        this.others = others;
        artefacts.forEach(artefact -> byUrl.computeIfAbsent(artefact.getUrl(), url -> new ArrayList<>())
                .add(artefact));
        byUrl.values().forEach(versions -> versions.sort(TerminologyVersions.NEWEST_FIRST));
    }

    /** These and others. What is held under a url and version stays: it does not change with who asks. */
    TerminologyHoldings<T> with(List<T> sent) {
        var unheld = sent.stream()
                .filter(artefact -> find(artefact.getUrl(), artefact.getVersion())
                        .filter(held -> TerminologyVersions.same(held.getVersion(), artefact.getVersion()))
                        .isEmpty());
        return holding(Stream.concat(all().stream(), unheld).toList());
    }

    /** These, with one of them changed. */
    TerminologyHoldings<T> replacing(T held, T changed) {
        return holding(all().stream()
                .map(artefact -> artefact == held ? changed : artefact)
                .toList());
    }

    private TerminologyHoldings<T> holding(List<T> artefacts) {
        return new TerminologyHoldings<>(type, versionParameter, artefacts, defaults, others);
    }

    /** These, and behind them others that are found by their url and need not be listed. */
    TerminologyHoldings<T> before(Function<String, Optional<T>> found) {
        return new TerminologyHoldings<>(type, versionParameter, all(), defaults, found);
    }

    /** These, of which other versions than the newest count where nobody says one. */
    TerminologyHoldings<T> preferring(DefaultVersions versions) {
        return versions.equals(defaults)
                ? this
                : new TerminologyHoldings<>(type, versionParameter, all(), versions, others);
    }

    Collection<T> all() {
        return byUrl.values().stream().flatMap(List::stream).toList();
    }

    /** The newest version. */
    Optional<T> find(String url) {
        return of(url).stream().findFirst();
    }

    /** @param version the newest, if null */
    Optional<T> find(String url, @Nullable String version) {
        return version == null
                ? find(url)
                : of(url).stream()
                        .filter(artefact -> version.equals(artefact.getVersion()))
                        .findFirst();
    }

    /** The versions that are held, the newest first. */
    List<String> versions(String url) {
        return of(url).stream()
                .filter(MetadataResource::hasVersion)
                .map(MetadataResource::getVersion)
                .toList();
    }

    private List<T> of(String url) {
        var held = byUrl.get(url);
        return held == null ? others.apply(url).stream().toList() : held;
    }

    boolean holds(T artefact) {
        return byUrl.getOrDefault(String.valueOf(artefact.getUrl()), List.of()).contains(artefact);
    }

    /**
     * The one artefact that an operation is called on: by id in the path, by {@code url}, or sent along in a parameter
     * named after the type.
     *
     * @return empty if the request names none
     */
    Optional<T> addressed(@Nullable IdType id, TerminologyParameters in) {
        var url = in.text("url");
        var sent = in.resource(bodyParameter(), type);
        if ((id == null ? 0 : 1) + (url.isPresent() ? 1 : 0) + (sent.isPresent() ? 1 : 0) > 1) {
            throw RequestProblem.invalid("The request names the " + name()
                    + " more than once. Send only one of: an id in the path, url, " + bodyParameter() + ".");
        }
        if (id != null) {
            return Optional.of(byId(id.getIdPart()));
        }
        return url.map(canonical -> byCanonical(canonical, in.text(versionParameter)))
                .or(() -> sent);
    }

    /** As {@link #addressed}, but naming none is an error. */
    T required(@Nullable IdType id, TerminologyParameters in) {
        return addressed(id, in)
                .orElseThrow(() -> RequestProblem.required("The request does not say which " + name()
                        + " it is about. Send url, or " + bodyParameter() + " in a Parameters body, or call "
                        + name() + "/[id]/" + in.operation() + "."));
    }

    /**
     * @param canonical a url, with or without {@code |version}
     * @param version   the version asked for besides
     */
    T byCanonical(String canonical, Optional<String> version) {
        var parts = canonical.split("\\|", 2);
        var wanted = parts.length == 2
                ? parts[1]
                : version.or(() -> defaults.of(parts[0])).orElse(null);
        var held = find(parts[0]).orElseThrow(() -> unknown(parts[0]));
        if (parts.length == 2 && version.isPresent() && !version.get().equals(parts[1])) {
            throw unheld(held, version.get());
        }
        return find(parts[0], wanted).orElseThrow(() -> unheld(held, String.valueOf(wanted)));
    }

    T byId(String id) {
        return all().stream()
                .filter(artefact -> id.equals(artefact.getIdElement().getIdPart()))
                .findFirst()
                .orElseThrow(() -> unknown(name() + "/" + id));
    }

    private RuntimeException unheld(T held, String wanted) {
        return worded(
                held.getUrl() + "|" + wanted,
                RequestProblem.notFound("Version \"" + wanted + "\" of " + held.getUrl() + " is not held here; "
                        + String.join(", ", versions(held.getUrl())) + " is. Send that one, or none."));
    }

    private RuntimeException unknown(String wanted) {
        return worded(
                wanted,
                RequestProblem.notFound(name() + " \"" + wanted + "\" is not held here. Held are: "
                        + byUrl.keySet().stream().sorted().collect(Collectors.joining(", ")) + "."));
    }

    /** Clients of HL7's service know the words for value sets. */
    private RuntimeException worded(String canonical, ResourceNotFoundException problem) {
        return type == ValueSet.class ? TerminologyProblem.worded(problem, "not-found", words(canonical)) : problem;
    }

    /** HL7's service has another id where the version came from the request. */
    private CodeText words(String canonical) {
        var text = CodeWords.unknownValueSet(canonical);
        return defaults.say(canonical) ? CodeText.own(text.words()) : text;
    }

    private String name() {
        return type.getSimpleName();
    }

    private String bodyParameter() {
        return Character.toLowerCase(name().charAt(0)) + name().substring(1);
    }
}
