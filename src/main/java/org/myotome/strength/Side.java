package org.myotome.strength;

/** The side of the body on which a movement was tested; neck and trunk movements have none. */
public enum Side {
    LEFT,
    RIGHT,
    NONE
}
