package org.myotome.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Element;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/**
 * The path of a search parameter, ready to be followed. HAPI has the FHIRPath engine interpret each path anew for each
 * resource; nearly all paths are a few steps from child to child. Understood are child names, {@code as}, {@code ofType},
 * {@code where(system = '…')}, {@code extension('…')} and {@code where(resolve() is Type)}; any other path is left to the
 * engine.
 */
final class PathValues {

    /** {@code Observation.value as Quantity}, in parentheses or not, and what may follow those. */
    private static final Pattern AS = Pattern.compile("\\(?([A-Za-z.]+) as ([A-Za-z]+)(?:\\)(\\.[a-z][A-Za-z]*)?)?");

    private static final Pattern ROOT = Pattern.compile("[A-Z][A-Za-z]+(?=\\.|$)");
    private static final Pattern STEP = Pattern.compile("\\.(?:(?:ofType|as)\\((?<type>[A-Za-z]+)\\)"
            + "|where\\(system ?= ?'(?<system>[^']+)'\\)"
            + "|where\\(resolve\\(\\) is (?<target>[A-Z][A-Za-z]+)\\)"
            + "|extension\\('(?<url>[^']+)'\\)"
            + "|(?<name>[a-z][A-Za-z]*)(?=\\.|$))");

    private final String type;
    private final List<Step> steps;

    private PathValues(String type, List<Step> steps) {
        this.type = type;
        this.steps = steps;
    }

    /** One step from an element to what it leads to. */
    private interface Step {

        /** @return false if only the engine can tell */
        boolean follow(Base from, List<Base> to);
    }

    /** Empty if the path has anything that only the engine understands. */
    static Optional<PathValues> of(String path) {
        Matcher as = AS.matcher(path);
        String plain =
                as.matches() ? as.group(1) + ".as(" + as.group(2) + ")" + Objects.toString(as.group(3), "") : path;
        Matcher root = ROOT.matcher(plain);
        return root.lookingAt()
                ? steps(plain, root.end()).map(steps -> new PathValues(root.group(), steps))
                : Optional.empty();
    }

    private static Optional<List<Step>> steps(String path, int start) {
        List<Step> steps = new ArrayList<>();
        Matcher step = STEP.matcher(path).region(start, path.length());
        while (step.lookingAt()) {
            steps.add(step(step));
            step.region(step.end(), path.length());
        }
        return step.regionStart() == path.length() ? Optional.of(List.copyOf(steps)) : Optional.empty();
    }

    private static Step step(Matcher step) {
        if (step.group("type") != null) {
            return ofType(step.group("type"));
        }
        if (step.group("system") != null) {
            return ofSystem(step.group("system"));
        }
        if (step.group("target") != null) {
            return ofTarget(step.group("target"));
        }
        return step.group("url") != null ? extension(step.group("url")) : child(step.group("name"));
    }

    private static Step child(String name) {
        int hash = name.hashCode();
        boolean id = name.equals("id");
        return (from, to) -> {
            if (id && from instanceof Resource) {
                // The parser has put the type before it, which the engine takes away.
                return false;
            }
            Base[] children = from.getProperty(hash, name, false);
            if (children != null) {
                for (Base child : children) {
                    if (child != null) {
                        to.add(child);
                    }
                }
            }
            return true;
        };
    }

    private static Step ofType(String type) {
        return (from, to) -> {
            if (from.fhirType().equals(type)) {
                to.add(from);
            }
            return true;
        };
    }

    private static Step ofSystem(String system) {
        return (from, to) -> {
            if (from instanceof Coding coding && system.equals(coding.getSystem())) {
                to.add(from);
            }
            return from instanceof Coding;
        };
    }

    private static Step extension(String url) {
        return (from, to) -> {
            if (from instanceof Element element) {
                to.addAll(element.getExtensionsByUrl(url));
            }
            return from instanceof Element;
        };
    }

    /** A reference such as {@code urn:uuid:…} or {@code #1} does not tell the type of its target. */
    private static Step ofTarget(String type) {
        return (from, to) -> {
            IdType target = from instanceof Reference reference ? new IdType(reference.getReference()) : new IdType();
            if (target.hasResourceType() && target.getResourceType().equals(type)) {
                to.add(from);
            }
            return target.hasResourceType() && target.hasIdPart();
        };
    }

    private boolean isOfType(Base resource) {
        return switch (type) {
            case "Resource" -> resource instanceof Resource;
            case "DomainResource" -> resource instanceof DomainResource;
            default -> resource.fhirType().equals(type);
        };
    }

    /** The elements that it leads to, in their order; empty if only the engine can tell for this resource. */
    Optional<List<Base>> in(Base resource) {
        if (!isOfType(resource)) {
            // Many a parameter has a path for each of several types.
            return Optional.of(List.of());
        }
        List<Base> values = List.of(resource);
        for (Step step : steps) {
            List<Base> next = new ArrayList<>();
            for (Base value : values) {
                if (!step.follow(value, next)) {
                    return Optional.empty();
                }
            }
            values = next;
        }
        return Optional.of(values);
    }
}
