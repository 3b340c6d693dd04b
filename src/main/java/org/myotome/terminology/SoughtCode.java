package org.myotome.terminology;

import org.jspecify.annotations.Nullable;

/**
 * A code of which is asked whether it is a member.
 *
 * @param version of its code system that was sent with it: where a value set leaves the version open, this one counts
 */
record SoughtCode(String system, String code, @Nullable String version) {}
