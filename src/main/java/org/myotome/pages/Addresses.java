package org.myotome.pages;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.ResourceType;
import org.myotome.guide.Guide;

/** Where a reader finds what a canonical names: a page of the guide, or the specification of FHIR R4. */
final class Addresses {

    private static final String SPECIFICATION = "https://hl7.org/fhir/R4/";

    private static final String STRUCTURES = "http://hl7.org/fhir/StructureDefinition/";

    private static final String VALUE_SETS = "http://hl7.org/fhir/ValueSet/";

    /** Data types that the specification describes beside metadata. */
    private static final Set<String> METADATA_TYPES =
            Set.of("ContactDetail", "UsageContext", "RelatedArtifact", "DataRequirement", "TriggerDefinition");

    private static final Pattern ODD = Pattern.compile("[^A-Za-z0-9.-]");

    private final Guide guide;

    Addresses(Guide guide) {
        this.guide = guide;
    }

    /** @param canonical with or without a version */
    Link of(String canonical) {
        String url = canonical.replaceFirst("\\|.*", "");
        return guide.find(MetadataResource.class, url)
                .map(artefact -> new Link(title(artefact), stem(artefact) + ".html"))
                .orElseGet(() -> elsewhere(url));
    }

    private static Link elsewhere(String url) {
        String tail = url.substring(url.lastIndexOf('/') + 1);
        if (url.startsWith(STRUCTURES)) {
            return Character.isUpperCase(tail.charAt(0))
                    ? type(tail)
                    : new Link(tail, SPECIFICATION + "extension-" + tail.toLowerCase(Locale.ROOT) + ".html");
        }
        if (url.startsWith(VALUE_SETS)) {
            return new Link(tail, SPECIFICATION + "valueset-" + tail.toLowerCase(Locale.ROOT) + ".html");
        }
        return url.startsWith("http") ? new Link(url, url) : Link.plain(url);
    }

    /** A type of FHIR R4. A resource has a page of its own, most data types share one. */
    static Link type(String name) {
        if (name.startsWith("http:")) {
            return Link.plain(name.substring(name.lastIndexOf('/') + 1));
        }
        return new Link(
                name,
                SPECIFICATION
                        + switch (name) {
                            case "Reference" -> "references.html";
                            case "Extension" -> "extensibility.html";
                            case "Narrative" -> "narrative.html";
                            case "Meta" -> "resource.html#Meta";
                            case "Element" -> "element.html";
                            case "BackboneElement" -> "backboneelement.html";
                            case "Resource", "DomainResource" -> name.toLowerCase(Locale.ROOT) + ".html";
                            default -> isResource(name) ? name.toLowerCase(Locale.ROOT) + ".html" : dataType(name);
                        });
    }

    private static boolean isResource(String name) {
        return Arrays.stream(ResourceType.values()).anyMatch(type -> type.name().equals(name));
    }

    private static String dataType(String name) {
        return (METADATA_TYPES.contains(name) ? "metadatatypes.html#" : "datatypes.html#") + name;
    }

    /** The name of the files of an artefact, without their ending, as guides of FHIR name them. */
    static String stem(MetadataResource artefact) {
        return artefact.fhirType() + "-" + artefact.getIdElement().getIdPart();
    }

    /** Its title; a search parameter of R4 has none and goes by its id. */
    static String title(MetadataResource artefact) {
        Property title = artefact.getNamedProperty("title");
        return title != null && title.hasValues()
                ? title.getValues().get(0).primitiveValue()
                : artefact.getIdElement().getIdPart();
    }

    /** The place of a code on the page of its code system. Characters that an address cannot have become their number. */
    static String anchor(String code) {
        return ODD.matcher(code)
                .replaceAll(odd -> "_" + Integer.toHexString(odd.group().codePointAt(0)));
    }
}
