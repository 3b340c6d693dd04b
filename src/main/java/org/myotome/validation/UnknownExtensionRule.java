package org.myotome.validation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
import org.myotome.guide.Guide;

/**
 * An extension that is called Myotome's is one that Myotome defines: what is sent under a misspelt url the sender believes stored,
 * and nobody ever finds it. Extensions of others are their publishers' matter.
 */
final class UnknownExtensionRule implements Rule {

    private static final String ID = "extension-unknown";
    private static final String OWN = Guide.BASE + "/";
    private static final Pattern CONTAINED = Pattern.compile("\\w+\\.contained\\[(\\d+)].*");

    private final Rules rules;
    private final Set<String> defined;

    /** By type of resource: the urls of the extensions that its profiles name, and the element that each belongs to. */
    private final Map<String, Map<String, String>> elementByUrl = new HashMap<>();

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
            if (url.startsWith(OWN) && !defined.contains(url)) {
                findings.add(finding(type(resource, path), path, url));
            }
        });
        return findings;
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

    private Finding finding(String type, String path, String url) {
        return Finding.error(
                IssueType.EXTENSION,
                Rules.own(ID),
                path + ".url",
                "Myotome defines no such extension.",
                new Finding.Remedy(url, allowed(type, url), rules.fix(ID)));
    }

    private String allowed(String type, String sent) {
        Map<String, String> known = elementByUrl.getOrDefault(type, Map.of());
        if (known.isEmpty()) {
            return "no extension of Myotome in a " + type + "; it defines " + String.join(", ", defined);
        }
        return Nearest.first(sent, known.keySet()).stream()
                        .map(url -> url + " in " + known.get(url))
                        .collect(Collectors.joining(" | "))
                + ", and extensions that others define";
    }
}
