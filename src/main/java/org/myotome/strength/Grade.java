package org.myotome.strength;

/**
 * One value on one scale. The same digit means different things on different scales, so that a code alone is no grade.
 *
 * @param scale the last part of the url of its CodeSystem, such as {@code mrc-muscle-grade}
 */
public record Grade(String scale, String code) {

    @Override
    public String toString() {
        return scale + " " + code;
    }
}
