package net.sourceforge.plantuml;

/**
 * Stands for the one method of PlantUML that HAPI FHIR 8.8 calls, in {@code ParsedFhirPath}, where it seems to have meant the class
 * of the same name in Commons Lang. The library draws diagrams, is ten megabytes, and is left out; without the method every
 * FHIRPath patch with a function in its path would fail.
 */
public final class StringUtils {

    private StringUtils() {}

    public static boolean isNotEmpty(CharSequence text) {
        return !org.apache.commons.lang3.StringUtils.isEmpty(text);
    }
}
