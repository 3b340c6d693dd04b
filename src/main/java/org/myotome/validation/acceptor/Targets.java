package org.myotome.validation.acceptor;

import java.util.List;
import java.util.Set;

/**
 * The profiles that the target of a reference may conform to. The validator wants it to conform to exactly one of those that
 * are for its type: to none is an error, to several a warning. What it conforms to is checked where it stands; here it counts
 * which of the profiles it breaks for certain.
 */
final class Targets {

    private static final String BASE = "http://hl7.org/fhir/StructureDefinition/";

    private final Codes codes;
    private final Library library;
    private final Profiles profiles;

    Targets(Codes codes, Library library, Profiles profiles) {
        this.codes = codes;
        this.library = library;
        this.profiles = profiles;
    }

    /** @throws Uncertain unless the target certainly conforms to one of these definitions, and to no second */
    void check(Item target, Set<String> urls) {
        if (urls.contains(BASE + target.type())) {
            List<String> others = urls.stream()
                    .filter(url ->
                            !url.startsWith(BASE) && library.rules(url).about.equals(target.type()))
                    .toList();
            Uncertain.unless(others.isEmpty(), "target of a base type or of a profile on it");
            return;
        }
        List<String> left = urls.stream()
                .filter(url -> library.rules(url).about.equals(target.type()))
                .filter(url -> !breaks(target, library.rules(url)))
                .toList();
        if (left.size() != 1 || !profiles.include(left.get(0), target)) {
            throw new Uncertain("a reference leads to what may be any of " + left);
        }
    }

    /** Whether there is certainly an error; without one it may be valid or not. */
    private boolean breaks(Item item, Rules rules) {
        if (rules.refusal != null) {
            return false;
        }
        return rules.types != null && !rules.types.contains(item.type())
                || rules.constants.stream().anyMatch(constant -> !constant.test(item))
                || rules.binding != null && rules.binding.forbids(item, codes)
                || rules.children.entrySet().stream().anyMatch(child -> breaks(item, child.getKey(), child.getValue()));
    }

    private boolean breaks(Item parent, String name, Rules rules) {
        List<Item> items = parent.children(name).toList();
        return rules.refusal == null
                && (items.size() < rules.least
                        || items.size() > rules.most
                        || items.stream().anyMatch(item -> breaks(item, rules))
                        || rules.slices.stream().anyMatch(slice -> breaks(items, slice)));
    }

    private boolean breaks(List<Item> items, Rules.Slice slice) {
        List<Item> belonging = items.stream().filter(slice.belongs()).toList();
        return belonging.size() < slice.rules().least
                || belonging.size() > slice.rules().most
                || belonging.stream().anyMatch(item -> breaks(item, slice.rules()));
    }
}
