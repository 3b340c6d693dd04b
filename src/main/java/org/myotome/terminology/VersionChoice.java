package org.myotome.terminology;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which version of a code system counts where a coding or a value set names the system.
 *
 * @param said      the version that stands there; null for none
 * @param wanted    the version that counts, in which a part may be {@code x} for any; null if any counts
 * @param parameter of the request by which it counts; empty if it stands there, or none does
 */
record VersionChoice(
        String system, @Nullable String said, @Nullable String wanted, Optional<String> parameter) {

    boolean allows(@Nullable String version) {
        return wanted == null || TerminologyVersions.matches(wanted, version);
    }

    /** Whether one version is wanted, and not any of several. */
    boolean isExact() {
        return wanted != null && !TerminologyVersions.isPattern(wanted);
    }

    String canonical() {
        return system + "|" + wanted;
    }

    boolean isAsSaid() {
        return Objects.equals(said, wanted);
    }
}
