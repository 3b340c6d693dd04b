package org.myotome.storage;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.model.api.IQueryParameterType;
import ca.uhn.fhir.rest.param.CompositeParam;
import ca.uhn.fhir.rest.param.NumberOrListParam;
import ca.uhn.fhir.rest.param.NumberParam;
import ca.uhn.fhir.rest.param.StringParam;
import ca.uhn.fhir.rest.param.TokenOrListParam;
import ca.uhn.fhir.rest.param.TokenParam;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.myotome.FhirInterceptor;

/**
 * Answers the composite search parameter {@code movement-grade}. HAPI's storage has no composite with a number in it
 * (HAPI-1204). An Observation of Myotome has one movement and one grade, so the composite means the same as {@code code} and
 * {@code grade-order} together. Alternatives that differ in both become a {@code _filter}, which is slower.
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
        Set<Set<String>> movementsAsked = new HashSet<>();
        conditions.stream()
                .map(alternatives ->
                        alternatives.stream().map(MovementGradeSearch::pair).toList())
                .forEach(pairs -> rewrite(pairs, search, movementsAsked));
    }

    private static void rewrite(List<Pair> pairs, SearchParameterMap search, Set<Set<String>> movementsAsked) {
        Map<String, TokenParam> movements = new LinkedHashMap<>();
        Map<String, NumberParam> orders = new LinkedHashMap<>();
        for (Pair pair : pairs) {
            movements.put(pair.movementText(), pair.movement());
            orders.put(pair.orderText(), pair.order());
        }
        if (movements.size() == 1 || orders.size() == 1) {
            TokenOrListParam anyMovement = new TokenOrListParam();
            NumberOrListParam anyOrder = new NumberOrListParam();
            movements.values().forEach(anyMovement::add);
            orders.values().forEach(anyOrder::add);
            // Two conditions on one movement, a range, need its code only once.
            if (movementsAsked.add(movements.keySet())) {
                search.add("code", anyMovement);
            }
            search.add("grade-order", anyOrder);
        } else {
            String filter =
                    String.join(" or ", pairs.stream().map(Pair::toFilter).toList());
            search.add("_filter", new StringParam(filter));
        }
    }

    private static Pair pair(IQueryParameterType parameter) {
        if (parameter instanceof CompositeParam<?, ?> composite
                && composite.getMissing() == null
                && composite.getLeftValue() instanceof TokenParam movement
                && composite.getRightValue() instanceof NumberParam order
                && movement.getValue() != null
                && order.getValue() != null) {
            return new Pair(movement, order);
        }
        throw new InvalidRequestException(
                "movement-grade takes a movement and a grade order, such as elbow-flexion$lt3, and no modifier");
    }

    private record Pair(TokenParam movement, NumberParam order) {

        String movementText() {
            return (movement.getSystem() == null ? "" : movement.getSystem() + "|") + movement.getValue();
        }

        String orderText() {
            String prefix = order.getPrefix() == null ? "eq" : order.getPrefix().getValue();
            return prefix + " " + order.getValue().toPlainString();
        }

        String toFilter() {
            return "(code eq %s and grade-order %s)".formatted(movementText(), orderText());
        }
    }
}
