package org.myotome.query.lastn;

import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.myotome.RequestProblem;
import org.myotome.query.OperationInput;
import org.myotome.storage.projection.Standing;

/**
 * Which statuses are asked for, by {@code status} or by {@code preliminary}. What is withdrawn is never asked for.
 *
 * @param codes of ObservationStatus
 */
record AskedStatus(Set<String> codes) {

    private static final String SYSTEM = "http://hl7.org/fhir/observation-status";

    private static final Map<Standing, List<String>> STATUSES = Map.of(
            Standing.FINAL, List.of("final", "amended", "corrected"),
            Standing.PRELIMINARY, List.of("registered", "preliminary"));

    static AskedStatus of(OperationInput input) {
        boolean preliminary = input.flag("preliminary");
        if (!input.has("status")) {
            Set<String> codes = new LinkedHashSet<>(STATUSES.get(Standing.FINAL));
            if (preliminary) {
                codes.addAll(STATUSES.get(Standing.PRELIMINARY));
            }
            return new AskedStatus(codes);
        }
        if (input.has("preliminary")) {
            throw RequestProblem.invalid("Parameters \"status\" and \"preliminary\" were both sent. Send one of them.");
        }
        return new AskedStatus(input.all("status").stream()
                .map(token -> token.startsWith(SYSTEM + "|") ? token.substring(SYSTEM.length() + 1) : token)
                .peek(AskedStatus::requireUse)
                .collect(Collectors.toSet()));
    }

    private static void requireUse(String code) {
        List<String> usable =
                STATUSES.values().stream().flatMap(List::stream).sorted().toList();
        if (!usable.contains(code)) {
            throw RequestProblem.invalid("Parameter \"status\" is \"" + code + "\". It can be: "
                    + String.join(", ", usable)
                    + ". Results that are entered-in-error, cancelled or unknown are no results;"
                    + " find them by Observation?status=" + code + ".");
        }
    }

    /** All that may hold what is asked for. */
    Set<Standing> standings() {
        Set<Standing> standings = EnumSet.noneOf(Standing.class);
        STATUSES.forEach((standing, statuses) -> {
            if (statuses.stream().anyMatch(codes::contains)) {
                standings.add(standing);
            }
        });
        return standings;
    }

    /** Whether all of each standing is asked for, so that nobody needs to look at the statuses themselves. */
    boolean isWhole() {
        return standings().stream().allMatch(standing -> codes.containsAll(STATUSES.get(standing)));
    }
}
