package org.myotome.validation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.ElementDefinition;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.jspecify.annotations.Nullable;
import org.myotome.guide.Guide;

/**
 * An extension that is called Myotome's is one that Myotome defines: what is sent under a misspelt url the sender believes stored,
 * and nobody ever finds it. For the same reason an url is refused that is one of those in Myotome's profiles but for upper and
 * lower case or the scheme. Other extensions are their publishers' matter.
 */
final class UnknownExtensionRule implements Rule {

    private static final String ID = "extension-unknown";
    private static final Pattern SCHEME = Pattern.compile("^https?:/+(?:www\\.)?");
    private static final Pattern CONTAINED = Pattern.compile("\\w+\\.contained\\[(\\d+)].*");

    private static final String OWN_STEM = stem(Guide.BASE + "/");

    private final Rules rules;
    private final Set<String> defined;

    /** By type of resource: the urls of the extensions that its profiles name, and the element that each belongs to. */
    private final Map<String, Map<String, String>> elementByUrl = new HashMap<>();

    /** Those that are defined or named: nearly all that are sent. */
    private final Set<String> known = new HashSet<>();

    /** The same, by what is left of them without what is easily misspelt. */
    private final Map<String, String> urlByStem = new HashMap<>();

    UnknownExtensionRule(Guide guide, Rules rules) {
        this.rules = rules;
        List<StructureDefinition> all = guide.all(StructureDefinition.class);
        this.defined = all.stream()
                .filter(definition -> definition.getType().equals("Extension"))
                .map(StructureDefinition::getUrl)
                .collect(Collectors.toCollection(TreeSet::new));
        all.stream()
                .filter(profile -> !profile.getType().equals("Extension"))
                .forEach(profile -> profile.getSnapshot().getElement().stream()
                        .filter(element -> element.getPath().endsWith(".extension"))
                        .forEach(element -> index(profile.getType(), element)));
        known.addAll(defined);
        elementByUrl.values().forEach(urls -> known.addAll(urls.keySet()));
        known.forEach(url -> urlByStem.put(stem(url), url));
    }

    private static String stem(String url) {
        return SCHEME.matcher(url.strip().toLowerCase(Locale.ROOT)).replaceFirst("");
    }

    private void index(String type, ElementDefinition slice) {
        String element = slice.getPath().replaceFirst("\\.extension$", "").replace("[x]", "");
        slice.getType().stream()
                .flatMap(extension -> extension.getProfile().stream())
                .map(CanonicalType::getValue)
                .forEach(url -> elementByUrl
                        .computeIfAbsent(type, any -> new HashMap<>())
                        .put(url, element));
    }

    @Override
    public List<Finding> check(Resource resource, Surroundings surroundings) {
        List<Finding> findings = new ArrayList<>();
        surroundings.contents(resource).extensions().forEach((path, url) -> {
            if (!known.contains(url)) {
                unknown(resource, path, url).ifPresent(findings::add);
            }
        });
        return findings;
    }

    private Optional<Finding> unknown(Resource resource, String path, String url) {
        String stem = stem(url);
        @Nullable String meant = urlByStem.get(stem);
        if (meant != null) {
            return Optional.of(
                    finding(path, "The url of this extension is misspelt.", url, meant + ", letter for letter"));
        }
        return stem.startsWith(OWN_STEM)
                ? Optional.of(
                        finding(path, "Myotome defines no such extension.", url, allowed(type(resource, path), url)))
                : Optional.empty();
    }

    private static String type(Resource resource, String path) {
        Matcher contained = CONTAINED.matcher(path);
        return contained.matches() && resource instanceof DomainResource container
                ? container
                        .getContained()
                        .get(Integer.parseInt(contained.group(1)))
                        .fhirType()
                : resource.fhirType();
    }

    private Finding finding(String path, String message, String sent, String allowed) {
        return Finding.error(
                IssueType.EXTENSION,
                Rules.own(ID),
                path + ".url",
                message,
                new Finding.Remedy(sent, allowed, rules.fix(ID)));
    }

    private String allowed(String type, String sent) {
        Map<String, String> ofType = elementByUrl.getOrDefault(type, Map.of());
        if (ofType.isEmpty()) {
            return "no extension of Myotome in a " + type + "; it defines " + String.join(", ", defined);
        }
        return Nearest.first(sent, ofType.keySet()).stream()
                        .map(url -> url + " in " + ofType.get(url))
                        .collect(Collectors.joining(" | "))
                + ", and extensions that others define";
    }
}
