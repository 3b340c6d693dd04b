package org.myotome.terminology;

import org.jspecify.annotations.Nullable;

/**
 * A right name of a code.
 *
 * @param language as far as it is known
 */
record MemberName(String text, @Nullable String language) {

    boolean hasLanguage() {
        return language != null;
    }

    /** As messages show it: {@code 'Name' (en)}. */
    String shown() {
        return "'" + text + "'" + (language == null ? "" : " (" + language + ")");
    }
}
