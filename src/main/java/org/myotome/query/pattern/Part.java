package org.myotome.query.pattern;

/** Where in its limb a movement is. Forearm rotation is neither, since no source says which. */
enum Part {
    PROXIMAL,
    DISTAL,
    NEITHER
}
