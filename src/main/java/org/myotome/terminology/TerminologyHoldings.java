package org.myotome.terminology;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.MetadataResource;
import org.jspecify.annotations.Nullable;
import org.myotome.RequestProblem;

/**
 * The artefacts of one type, by url and by id. Who asks for another is told which ones there are.
 *
 * @param <T> CodeSystem, ValueSet or ConceptMap
 */
final class TerminologyHoldings<T extends MetadataResource> {

    private final Class<T> type;
    private final String versionParameter;
    private final Map<String, T> byUrl = new LinkedHashMap<>();

    /** @param versionParameter the name that R4 gives to the version in operations on this type */
    TerminologyHoldings(Class<T> type, String versionParameter, List<T> artefacts) {
        this.type = type;
        this.versionParameter = versionParameter;
        artefacts.forEach(artefact -> byUrl.put(artefact.getUrl(), artefact));
    }

    Collection<T> all() {
        return byUrl.values();
    }

    Optional<T> find(String url) {
        return Optional.ofNullable(byUrl.get(url));
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
        var held = find(parts[0]).orElseThrow(() -> unknown(parts[0]));
        if (parts.length == 2) {
            requireVersion(held, parts[1]);
        }
        version.ifPresent(wanted -> requireVersion(held, wanted));
        return held;
    }

    private T byId(String id) {
        return byUrl.values().stream()
                .filter(artefact -> artefact.getIdElement().getIdPart().equals(id))
                .findFirst()
                .orElseThrow(() -> unknown(name() + "/" + id));
    }

    private void requireVersion(T held, String wanted) {
        if (!wanted.equals(held.getVersion())) {
            throw RequestProblem.notFound("Version \"" + wanted + "\" of " + held.getUrl() + " is not held here; "
                    + held.getVersion() + " is. Send that one, or none.");
        }
    }

    private RuntimeException unknown(String wanted) {
        return RequestProblem.notFound(name() + " \"" + wanted + "\" is not held here. Held are: "
                + byUrl.keySet().stream().sorted().collect(Collectors.joining(", ")) + ".");
    }

    private String name() {
        return type.getSimpleName();
    }

    private String bodyParameter() {
        return Character.toLowerCase(name().charAt(0)) + name().substring(1);
    }
}
