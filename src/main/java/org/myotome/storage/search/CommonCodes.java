package org.myotome.storage.search;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.myotome.guide.Guide;

/**
 * What nearly all grades have in common. No index of PostgreSQL has it, because it would find nearly all of them: so a query
 * that is to use such an index must say, or be seen from its values, to look for none of it.
 */
public final class CommonCodes {

    private static final String OBSERVATION = "Observation";

    /**
     * PostgreSQL looks at no more values of a list to see whether all are in an index (MAX_SAOP_ARRAY_SIZE of its
     * {@code predtest.c}), and reads the whole table then.
     */
    private static final int SEEN = 100;

    private record Code(String parameter, String system, String code) {}

    private static final List<Code> CODES = List.of(
            new Code("status", "http://hl7.org/fhir/observation-status", "final"),
            new Code("category", "http://terminology.hl7.org/CodeSystem/observation-category", "exam"),
            new Code("method", Guide.BASE + "/CodeSystem/strength-method", "mrc-0-5"));

    private static final List<Code> SYSTEMS = List.of(
            CODES.get(0),
            CODES.get(1),
            CODES.get(2),
            new Code("code", Guide.BASE + "/CodeSystem/tested-movement", ""),
            new Code("value-concept", Guide.BASE + "/CodeSystem/mrc-muscle-grade", ""),
            new Code("body-site", "http://snomed.info/sct", ""));

    private CommonCodes() {}

    /**
     * The condition that a row has none of it, in SQL.
     *
     * @param column {@code HASH_SYS}, {@code HASH_VALUE} or {@code HASH_SYS_AND_VALUE}
     */
    public static String none(String column) {
        return hashes(column).map(String::valueOf).collect(Collectors.joining(", ", column + " not in (", ")"));
    }

    /** The rows with one of the hashes, by the index if it has them all. */
    static Sql rows(String column, Collection<Long> hashes) {
        Sql rows = Sql.in(column, hashes);
        return hashes.size() <= SEEN || hashes(column).anyMatch(hashes::contains)
                ? rows
                : rows.then(" and " + none(column)).inBrackets();
    }

    private static Stream<Long> hashes(String column) {
        return switch (column) {
            case "HASH_SYS" ->
                SYSTEMS.stream().map(code -> TokenHash.ofSystem(OBSERVATION, code.parameter(), code.system()));
            case "HASH_VALUE" ->
                CODES.stream().map(code -> TokenHash.ofCode(OBSERVATION, code.parameter(), code.code()));
            case "HASH_SYS_AND_VALUE" ->
                CODES.stream()
                        .map(code ->
                                TokenHash.ofSystemAndCode(OBSERVATION, code.parameter(), code.system(), code.code()));
            default -> throw new IllegalArgumentException(column);
        };
    }
}
