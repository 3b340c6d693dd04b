package org.myotome.storage.database;

import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.myotome.guide.Guide;
import org.myotome.storage.search.TokenHash;

/** What nearly all grades have in common, so that an index of it would find nearly all of them. As conditions in SQL. */
final class CommonCodes {

    private static final String OBSERVATION = "Observation";

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

    static String noSystem(String column) {
        return none(column, SYSTEMS, code -> TokenHash.ofSystem(OBSERVATION, code.parameter(), code.system()));
    }

    static String noCode(String column) {
        return none(column, CODES, code -> TokenHash.ofCode(OBSERVATION, code.parameter(), code.code()));
    }

    static String noCodeOfSystem(String column) {
        return none(
                column,
                CODES,
                code -> TokenHash.ofSystemAndCode(OBSERVATION, code.parameter(), code.system(), code.code()));
    }

    private static String none(String column, List<Code> codes, ToLongFunction<Code> hash) {
        return codes.stream()
                .map(code -> Long.toString(hash.applyAsLong(code)))
                .collect(Collectors.joining(", ", column + " not in (", ")"));
    }
}
