package org.myotome.strength;

/**
 * One movement on one side: what a grade is about.
 *
 * @param movement a code of CodeSystem {@code tested-movement}, or of {@code isncsci-key-muscle}, whose muscles make one
 */
public record SidedMovement(String movement, Side side) {

    /** As people say it: {@code left elbow-flexion}. */
    @Override
    public String toString() {
        return side == Side.NONE ? movement : side.name().toLowerCase(java.util.Locale.ROOT) + " " + movement;
    }
}
