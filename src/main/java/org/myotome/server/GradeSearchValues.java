package org.myotome.server;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.myotome.FhirInterceptor;
import org.myotome.guide.Guide;
import org.myotome.guide.StrengthCodes;
import org.myotome.strength.MrcGrade;

/**
 * Refuses values of {@code grade-order} and {@code movement-grade} that can find nothing. A misspelt movement is on nobody's record, nor has a key muscle a grade of the MRC scale,
 * and an empty answer would be read as "nobody is weak".
 */
@Interceptor
final class GradeSearchValues implements FhirInterceptor {

    private static final String GRADE_ORDER = "grade-order";
    private static final String MOVEMENT_GRADE = "movement-grade";

    private static final Pattern COMMA = Pattern.compile("(?<!\\\\),");
    private static final Pattern ORDER =
            Pattern.compile("(eq|ne|gt|ge|lt|le|sa|eb|ap)?[-+ ]?\\d+(\\.\\d+)?([eE][-+]?\\d{1,2})?");

    private static final String ORDERS = Stream.of(MrcGrade.values())
            .map(grade -> grade.code() + " is " + grade.order().toPlainString())
            .collect(Collectors.joining(", "));

    private final Set<String> movements;

    GradeSearchValues(Guide guide) {
        movements = guide.find(CodeSystem.class, StrengthCodes.MOVEMENT).stream()
                .flatMap(system -> system.getConcept().stream())
                .map(ConceptDefinitionComponent::getCode)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Hook(Pointcut.SERVER_INCOMING_REQUEST_POST_PROCESSED)
    public void check(RequestDetails request) {
        if (request.getParameters() == null) {
            return;
        }
        request.getParameters().forEach((name, values) -> {
            String last = name.substring(1 + Math.max(name.lastIndexOf(':'), name.lastIndexOf('.')));
            if (last.equals(GRADE_ORDER)) {
                alternatives(values).forEach(value -> checkOrder(last, value, value));
            } else if (last.equals(MOVEMENT_GRADE)) {
                alternatives(values).forEach(this::checkPair);
            }
        });
    }

    private static Stream<String> alternatives(String[] values) {
        return Arrays.stream(values).flatMap(COMMA::splitAsStream);
    }

    private void checkPair(String value) {
        int dollar = value.indexOf('$');
        if (dollar < 1) {
            throw new InvalidRequestException("The value \"" + value + "\" of " + MOVEMENT_GRADE
                    + " is no movement with a grade order, such as elbow-flexion$lt3");
        }
        String movement = value.substring(0, dollar);
        boolean ours = !movement.contains("|") || movement.startsWith(StrengthCodes.MOVEMENT + "|");
        if (ours && !movements.contains(movement.substring(1 + movement.lastIndexOf('|')))) {
            throw new InvalidRequestException("The movement \"" + movement + "\" in " + MOVEMENT_GRADE + "=" + value
                    + " is no code of " + StrengthCodes.MOVEMENT
                    + "; a code of another system is sent with it, as system|code. An example: elbow-flexion$lt3");
        }
        checkOrder(MOVEMENT_GRADE, value, value.substring(dollar + 1));
    }

    private static void checkOrder(String name, String value, String order) {
        if (!ORDER.matcher(order).matches()) {
            throw new InvalidRequestException("The grade order \"" + order + "\" in " + name + "=" + value
                    + " is no number, with eq, ne, gt, ge, lt, le, sa, eb or ap before it or none, such as lt3. The orders of the "
                    + "MRC grades: " + ORDERS);
        }
    }
}
