package org.myotome.terminology;

import java.util.Optional;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.ValueSet;

/**
 * Parameters of the expansion that the definition of a value set itself says, in the extension by which HL7 does so. Without
 * {@code versionsMatch} a code is told apart by the version of its code system where includes draw on several; an exclude
 * of another version than the only one included would else take nothing away.
 */
final class ExpansionSettings {

    private static final String PARAMETER = "http://hl7.org/fhir/StructureDefinition/valueset-expansion-parameter";

    private ExpansionSettings() {}

    /** The language of displays, if the definition says one. */
    static Optional<String> displayLanguage(ValueSet valueSet) {
        return said(valueSet, "displayLanguage");
    }

    /** Whether the same code of another version is the same code; empty if the definition does not say it. */
    static Optional<Boolean> versionsMatch(ValueSet valueSet) {
        return said(valueSet, "versionsMatch").map(Boolean::valueOf);
    }

    private static Optional<String> said(ValueSet valueSet, String name) {
        return valueSet.getCompose().getExtensionsByUrl(PARAMETER).stream()
                .filter(setting -> name.equals(text(setting, "name")))
                .map(setting -> text(setting, "value"))
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    private static String text(Extension setting, String part) {
        var value = setting.getExtensionByUrl(part);
        return value != null && value.getValue() != null && value.getValue().isPrimitive()
                ? value.getValue().primitiveValue()
                : "";
    }
}
