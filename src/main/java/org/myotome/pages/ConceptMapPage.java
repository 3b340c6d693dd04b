package org.myotome.pages;

import java.util.List;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.ConceptMap.ConceptMapGroupComponent;
import org.hl7.fhir.r4.model.ConceptMap.SourceElementComponent;
import org.hl7.fhir.r4.model.ConceptMap.TargetElementComponent;
import org.myotome.guide.Guide;

/** A mapping between codes, with the reason of each step. */
final class ConceptMapPage {

    private final Guide guide;
    private final Addresses addresses;
    private final MarkdownText markdown;

    ConceptMapPage(Guide guide, Addresses addresses, MarkdownText markdown) {
        this.guide = guide;
        this.addresses = addresses;
        this.markdown = markdown;
    }

    View view(ConceptMap map) {
        return new View(
                Heading.of(map, markdown),
                map.hasSource() ? addresses.of(map.getSource().primitiveValue()) : Link.plain(""),
                map.hasTarget() ? addresses.of(map.getTarget().primitiveValue()) : Link.plain(""),
                map.getGroup().stream().map(this::group).toList());
    }

    private Group group(ConceptMapGroupComponent group) {
        return new Group(
                system(group.getSource()),
                system(group.getTarget()),
                group.getElement().stream()
                        .flatMap(element -> element.getTarget().stream().map(target -> step(element, target)))
                        .toList());
    }

    private Link system(String url) {
        return guide.find(CodeSystem.class, url)
                .map(known -> addresses.of(url))
                .orElseGet(() -> Link.plain(ValueWords.systemName(url)));
    }

    private static Step step(SourceElementComponent source, TargetElementComponent target) {
        return new Step(
                source.getCode(),
                source.hasDisplay() ? source.getDisplay() : "",
                target.getEquivalence().toCode(),
                target.hasCode() ? target.getCode() : "",
                target.hasDisplay() ? target.getDisplay() : "",
                target.hasComment() ? target.getComment() : "");
    }

    /** What the template {@code concept-map} shows. */
    record View(Heading heading, Link source, Link target, List<Group> groups) {}

    /** The steps from one code system to another. */
    record Group(Link from, Link to, List<Step> steps) {}

    /** One step; without a target the code has none, and the comment says why. */
    record Step(String from, String fromDisplay, String equivalence, String to, String toDisplay, String comment) {}
}
