package org.myotome.storage;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.model.api.IQueryParameterType;
import ca.uhn.fhir.rest.param.CompositeParam;
import ca.uhn.fhir.rest.param.NumberParam;
import ca.uhn.fhir.rest.param.StringParam;
import ca.uhn.fhir.rest.param.TokenParam;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import java.util.List;
import org.myotome.FhirInterceptor;

/**
 * Answers the composite search parameter {@code movement-grade}. HAPI's storage has no composite with a number in it
 * (HAPI-1204). An Observation of Myotome has one movement and one grade, so the composite means the same as {@code code} and
 * {@code grade-order} together; several alternatives become a {@code _filter}.
 */
final class MovementGradeSearch implements FhirInterceptor {

    private static final String MOVEMENT_GRADE = "movement-grade";

    @Hook(Pointcut.STORAGE_PRESEARCH_REGISTERED)
    public void rewrite(SearchParameterMap search) {
        List<List<IQueryParameterType>> conditions = search.get(MOVEMENT_GRADE);
        if (conditions == null) {
            return;
        }
        search.remove(MOVEMENT_GRADE);
        for (List<IQueryParameterType> alternatives : conditions) {
            if (alternatives.size() == 1) {
                Pair pair = pair(alternatives.get(0));
                search.add("code", pair.movement());
                search.add("grade-order", pair.order());
            } else {
                String filter = String.join(
                        " or ",
                        alternatives.stream().map(one -> pair(one).toFilter()).toList());
                search.add("_filter", new StringParam(filter));
            }
        }
    }

    private static Pair pair(IQueryParameterType parameter) {
        if (parameter instanceof CompositeParam<?, ?> composite
                && composite.getLeftValue() instanceof TokenParam movement
                && composite.getRightValue() instanceof NumberParam order) {
            return new Pair(movement, order);
        }
        throw new InvalidRequestException(
                "movement-grade takes a movement and a grade order, such as elbow-flexion$lt3, and no modifier");
    }

    private record Pair(TokenParam movement, NumberParam order) {

        String toFilter() {
            String system = movement.getSystem() == null ? "" : movement.getSystem() + "|";
            String prefix = order.getPrefix() == null ? "eq" : order.getPrefix().getValue();
            return "(code eq %s%s and grade-order %s %s)"
                    .formatted(
                            system,
                            movement.getValue(),
                            prefix,
                            order.getValue().toPlainString());
        }
    }
}
