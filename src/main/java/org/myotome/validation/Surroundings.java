package org.myotome.validation;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/** What a resource may refer to: the other entries of its transaction, which win, and what is stored. */
final class Surroundings {

    private static final Pattern ENTRY = Pattern.compile("^Bundle\\.entry\\[(\\d+)]\\.resource");

    private final Map<String, Resource> entries = new HashMap<>();
    private final Map<Resource, String> addresses = new IdentityHashMap<>();
    private final Set<String> deleted = new HashSet<>();
    private final Set<Resource> refused = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Map<Resource, Contents> contents = new IdentityHashMap<>();

    /** Relative references that were looked up, and whether they lead to something stored. */
    private final Map<String, Boolean> lookedUp = new HashMap<>();

    private final StoredResources stored;

    Surroundings(StoredResources stored) {
        this.stored = stored;
    }

    /** The surroundings of an entry of this Bundle: by fullUrl, and by the id under which it will be updated. */
    static Surroundings ofBundle(Bundle bundle, StoredResources stored) {
        Surroundings surroundings = new Surroundings(stored);
        for (BundleEntryComponent entry : bundle.getEntry()) {
            if (entry.hasResource() && entry.hasFullUrl()) {
                surroundings.entries.put(entry.getFullUrl(), entry.getResource());
            }
            if (entry.hasResource() && isUpdateOfAnId(entry)) {
                String address = relative(entry.getRequest().getUrl());
                surroundings.entries.put(address, entry.getResource());
                surroundings.addresses.put(entry.getResource(), address);
            }
            if (entry.getRequest().getMethod() == Bundle.HTTPVerb.DELETE) {
                surroundings.deleted.add(relative(entry.getRequest().getUrl()));
            }
        }
        return surroundings;
    }

    /** What a conditional update changes is known when it is stored, by the id that the resource has then. */
    private static boolean isUpdateOfAnId(BundleEntryComponent entry) {
        return entry.getRequest().getMethod() == Bundle.HTTPVerb.PUT
                && !entry.getRequest().getUrl().contains("?");
    }

    /** Remembers that something is wrong with the entry at this path, which has been said. */
    void refuse(Bundle bundle, String path) {
        Matcher entry = ENTRY.matcher(path);
        if (entry.find()) {
            refused.add(bundle.getEntry().get(Integer.parseInt(entry.group(1))).getResource());
        }
    }

    /** Whether it is refused for itself: what follows from its fault need not be said of those that refer to it. */
    boolean isRefused(Resource resource) {
        return refused.contains(resource);
    }

    /** What is in a resource; it is looked for once. */
    Contents contents(Resource resource) {
        return contents.computeIfAbsent(resource, Contents::of);
    }

    /** Looks up at once what these resources refer to, so that it need not be done for each of them. */
    void lookUp(Collection<Resource> resources) {
        lookUpLocal(open(resources.stream()
                .flatMap(resource -> contents(resource).references().values().stream())
                .filter(Reference::hasReference)
                .map(Reference::getReference)));
        lookUpLocal(new HashSet<>(addresses.values()));
    }

    /** Those references that lead nowhere; references inside a resource and conditional ones are not looked at. */
    Set<String> dangling(Collection<String> references) {
        Set<String> open = open(references.stream());
        lookUpLocal(open);
        open.removeIf(reference -> isRelative(reference)
                && lookedUp.getOrDefault(relative(reference), false)
                && !deleted.contains(relative(reference)));
        return open;
    }

    private Set<String> open(Stream<String> references) {
        return references
                .filter(reference -> !reference.startsWith("#") && !reference.contains("?"))
                .filter(reference -> !entries.containsKey(reference) && !entries.containsKey(relative(reference)))
                .collect(Collectors.toCollection(HashSet::new));
    }

    private void lookUpLocal(Set<String> open) {
        Set<String> unknown = open.stream()
                .filter(Surroundings::isRelative)
                .map(Surroundings::relative)
                .filter(reference -> !lookedUp.containsKey(reference))
                .collect(Collectors.toSet());
        if (!unknown.isEmpty()) {
            Set<String> existing = stored.existing(unknown);
            unknown.forEach(reference -> lookedUp.put(reference, existing.contains(reference)));
        }
    }

    Optional<Observation> observation(String reference) {
        Resource entry = entries.getOrDefault(reference, entries.get(relative(reference)));
        if (entry != null) {
            return entry instanceof Observation observation ? Optional.of(observation) : Optional.empty();
        }
        return isRelative(reference) && !deleted.contains(relative(reference))
                ? stored.observation(relative(reference))
                : Optional.empty();
    }

    /** Where a resource is, or will be, stored; an entry may leave its id to the url of the entry. */
    Optional<String> address(Resource resource) {
        Optional<String> own = Optional.of(resource.getIdElement())
                .filter(id -> id.hasIdPart() && !id.getIdPart().startsWith("urn:"))
                .map(id -> resource.fhirType() + "/" + id.getIdPart());
        return Optional.ofNullable(addresses.get(resource)).or(() -> own);
    }

    /** These surroundings after one more resource has been stored under a reference. */
    Surroundings with(String reference, Resource resource) {
        Surroundings changed = new Surroundings(stored);
        changed.entries.putAll(entries);
        changed.deleted.addAll(deleted);
        changed.entries.put(reference, resource);
        return changed;
    }

    /** The stored Observations that name this one in {@code derivedFrom} or {@code hasMember} and are not sent anew. */
    List<Observation> usersOf(String reference) {
        lookUpLocal(Set.of(reference));
        if (!lookedUp.getOrDefault(reference, true)) {
            // What is not stored yet is used by nothing that is: a reference must lead somewhere.
            return List.of();
        }
        return stored.usersOf(reference).stream()
                .filter(user -> !entries.containsKey(relative(user.getId())))
                .filter(user -> !deleted.contains(relative(user.getId())))
                .toList();
    }

    private static boolean isRelative(String reference) {
        IdType id = new IdType(reference);
        return id.hasResourceType() && id.hasIdPart() && !id.hasBaseUrl();
    }

    /** Without base and version, where it has a type and an id; as it is, otherwise. */
    static String relative(String reference) {
        IdType id = new IdType(reference.startsWith("/") ? reference.substring(1) : reference);
        return id.hasIdPart() ? id.toUnqualifiedVersionless().getValue() : reference;
    }
}
