package org.myotome.validation;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.fhirpath.IFhirPath;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemComponent;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.util.function.SingletonSupplier;

/** Finds in a resource what a finding is about. */
final class SentValues {

    private static final Pattern IN_EXTENSION = Pattern.compile("^(.*\\.extension\\[\\d+])\\.value");

    private static final Pattern UNASKED = Pattern.compile("^LinkId '([^']+)' not found in questionnaire");

    /** Made for the first error. */
    private final Supplier<IFhirPath> fhirPath;

    SentValues(FhirContext fhir) {
        this.fhirPath = SingletonSupplier.of(fhir::newFhirPath);
    }

    /** The code system of a coding, which tells the slices of a list of codings apart. */
    Optional<String> system(String path, Resource resource) {
        return find(path, resource).stream()
                .filter(Coding.class::isInstance)
                .map(coding -> ((Coding) coding).getSystem())
                .filter(Objects::nonNull)
                .findFirst();
    }

    /** The codes of a coding, or of those of a concept. */
    List<String> codes(String path, Resource resource) {
        return find(path, resource).stream()
                .flatMap(found ->
                        found instanceof CodeableConcept concept ? concept.getCoding().stream() : Stream.of(found))
                .filter(Coding.class::isInstance)
                .map(coding -> ((Coding) coding).getCode())
                .filter(Objects::nonNull)
                .toList();
    }

    /** The url of the extension whose value stands at a path. */
    Optional<String> extension(String path, Resource resource) {
        return Optional.of(IN_EXTENSION.matcher(path)).filter(Matcher::find).stream()
                .flatMap(extension -> find(extension.group(1), resource).stream())
                .filter(Extension.class::isInstance)
                .map(extension -> ((Extension) extension).getUrl())
                .filter(Objects::nonNull)
                .findFirst();
    }

    /** What stands at a path, in short. */
    String at(String path, Resource resource) {
        List<Base> found = find(path, resource);
        return found.isEmpty()
                ? "nothing"
                : String.join("; ", found.stream().map(Elements::inShort).toList());
    }

    /** The elements that the words of an invariant of FHIR itself name. */
    List<String> named(String human, String path, Resource resource) {
        return find(path, resource).stream()
                .flatMap(element -> element.children().stream())
                .filter(Property::hasValues)
                .map(child -> child.getName().replace("[x]", ""))
                .filter(name ->
                        Pattern.compile("\\b" + name + "\\b").matcher(human).find())
                .distinct()
                .toList();
    }

    /** What an invariant of a whole resource is about are a few of its elements. */
    String about(List<String> about, String path, Resource resource) {
        return about.isEmpty()
                ? at(path, resource)
                : String.join(
                        "; ",
                        about.stream()
                                .map(element -> element + ": " + at(path + "." + element, resource))
                                .toList());
    }

    /** Of a question that was not asked, the validator says the linkId and not where it stands. */
    String unasked(String message, String path, Resource resource) {
        Matcher unasked = UNASKED.matcher(message);
        if (!unasked.find()) {
            return path;
        }
        List<Base> items = find(path + ".item", resource);
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i) instanceof QuestionnaireResponseItemComponent item
                    && unasked.group(1).equals(item.getLinkId())) {
                return path + ".item[" + i + "]";
            }
        }
        return path;
    }

    List<Base> find(String path, Resource resource) {
        try {
            return fhirPath.get().evaluate(resource, path, Base.class);
        } catch (RuntimeException notInTheModel) {
            // The validator names elements that the model does not have, such as a misspelt one.
            return List.of();
        }
    }
}
