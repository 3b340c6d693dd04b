package org.myotome.guide;

/**
 * A code that stands somewhere in an artefact or an example.
 *
 * @param place the element, such as {@code Observation.bodySite.coding}; in terminology it begins with type and id
 * @param display empty if none was given
 */
record FoundCode(String place, String system, String code, String display) {

    /** Whether it stands in this element or below it. */
    boolean isWithin(String element) {
        return (place + ".code").startsWith(element + ".") || (place + ".code").equals(element);
    }

    @Override
    public String toString() {
        return place + ": " + system + "|" + code + (display.isEmpty() ? "" : " \"" + display + "\"");
    }
}
