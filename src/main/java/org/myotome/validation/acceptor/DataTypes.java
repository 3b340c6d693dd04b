package org.myotome.validation.acceptor;

import java.util.HashSet;
import java.util.Set;

/** What the validator asks of some data types by code of its own. */
final class DataTypes {

    private static final Set<String> UNTAUGHT = Set.of("Attachment", "Narrative", "Signature");

    /** Systems of identifiers whose values have a form. */
    private static final Set<String> SYSTEMS_OF_FORM =
            Set.of("urn:ietf:rfc:3986", "https://tools.ietf.org/html/rfc4122");

    private final Codes codes;

    DataTypes(Codes codes) {
        this.codes = codes;
    }

    /** @throws Uncertain unless the element is certainly right as far as its own type goes */
    void check(Item item, Scope scope) {
        Uncertain.unless(!UNTAUGHT.contains(item.type()), "type is not taught");
        switch (item.type()) {
            case "Coding" -> checkCode(item);
            case "Quantity", "Age", "Count", "Distance", "Duration" -> checkUnit(item);
            case "Identifier" -> checkIdentifier(item);
            case "Reference" -> checkReference(item, scope);
            case "Meta" -> checkSecurity(item);
            default -> {}
        }
    }

    private void checkCode(Item coding) {
        String system = coding.text("system");
        Uncertain.unless(system != null && codes.isGoodSystem(system), "system of a coding");
        Uncertain.unless(codes.isClean(coding, null), "code or display");
    }

    private void checkUnit(Item quantity) {
        if (quantity.child("system") != null || quantity.child("code") != null) {
            checkCode(quantity);
        }
    }

    private static void checkIdentifier(Item identifier) {
        String system = identifier.text("system");
        Uncertain.unless(
                system == null || Primitives.isAbsolute(system) && !SYSTEMS_OF_FORM.contains(system),
                "system of an identifier");
    }

    private static void checkReference(Item reference, Scope scope) {
        Uncertain.unless(reference.child("type") == null, "reference with a type");
        String url = reference.text("reference");
        if (url == null) {
            Uncertain.unless(reference.child("display") != null, "reference to nothing");
        } else {
            scope.bundled().resolve(url, scope.fullUrl());
        }
    }

    private static void checkSecurity(Item meta) {
        Set<String> labels = new HashSet<>();
        meta.children("security")
                .forEach(label -> Uncertain.unless(
                        labels.add(label.text("system") + "#" + label.text("code")), "security label twice"));
    }
}
