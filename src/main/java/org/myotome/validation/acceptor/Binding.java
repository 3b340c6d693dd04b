package org.myotome.validation.acceptor;

import java.util.List;
import org.hl7.fhir.r5.model.Enumerations.BindingStrength;

/**
 * A value set that the codes of an element are taken from. Where it does not hold, what follows is left to the validator.
 */
record Binding(BindingStrength strength, String valueSet) {

    /** Whether the validator certainly has nothing to say about these codes in this value set. */
    boolean holds(Item item, Codes codes) {
        if (strength == BindingStrength.EXAMPLE) {
            return true;
        }
        return switch (item.type()) {
            case "CodeableConcept" -> holdsForOne(item.children("coding").toList(), codes);
            case "Coding" -> codes.isClean(item, valueSet);
            case "Quantity", "Age", "Duration" ->
                item.child("code") == null && item.child("system") == null || codes.isClean(item, valueSet);
            case "code", "string", "uri", "url", "canonical" -> codes.isClean(String.valueOf(item.value()), valueSet);
            default -> false;
        };
    }

    /**
     * Whether it is an extensible binding, and codings that are good in themselves are from elsewhere. The validator warns,
     * and takes the warning back where a profile binds the same element to a value set that holds them.
     */
    boolean leavesRoomFor(Item item, Codes codes) {
        return strength == BindingStrength.EXTENSIBLE
                && item.type().equals("CodeableConcept")
                && item.child("coding") != null
                && item.children("coding").allMatch(coding -> codes.isMerelyOutside(coding, valueSet));
    }

    /** Whether it is a required binding and the coding is certainly an error. */
    boolean forbids(Item item, Codes codes) {
        return strength == BindingStrength.REQUIRED
                && item.type().equals("Coding")
                && item.child("system") != null
                && item.child("code") != null
                && item.child("version") == null
                && !codes.isMember(item, valueSet);
    }

    /** Whether it takes back what the binding of the base definition made the validator say. */
    boolean outweighs() {
        return strength == BindingStrength.EXTENSIBLE || strength == BindingStrength.REQUIRED;
    }

    /** The validator is content with one coding of several, and repeats what there is to say of the first such. */
    private boolean holdsForOne(List<Item> codings, Codes codes) {
        if (codings.isEmpty()) {
            return strength == BindingStrength.PREFERRED;
        }
        for (Item coding : codings) {
            if (codes.isMember(coding, valueSet)) {
                return codes.isClean(coding, valueSet);
            }
        }
        return false;
    }
}
