package org.myotome.storage;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.model.api.IQueryParameterType;
import ca.uhn.fhir.rest.param.HasParam;
import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.param.TokenOrListParam;
import ca.uhn.fhir.rest.param.TokenParam;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.IdType;
import org.myotome.FhirInterceptor;
import org.myotome.RequestProblem;
import org.myotome.guide.Guide;
import org.myotome.storage.projection.Code;
import org.myotome.storage.projection.GradedPatients;

/**
 * Answers {@code Patient?_has:Observation:patient:movement-grade=…}, and the same behind a reference to a patient: a movement
 * and its grade in one Observation, which two {@code _has} cannot say. HAPI has no composite with a number, and joins the rows
 * of each alternative of any other, which took seconds on sixty patients. So the patients are found in the projection, and
 * the search is made among them.
 */
final class GradedPatientSearch implements FhirInterceptor {

    /** PostgreSQL's driver takes 65,535 values in a statement; there must be room for the other conditions. */
    private static final int MOST = 30_000;

    /** What a search among no patients looks for. Numbers as ids are given by the server only, from 1 on. */
    private static final String NOBODY = "0";

    private static final String HAS = "_has";
    private static final String ID = "_id";

    private static final Set<String> SUBJECT = Set.of("patient", "subject");
    private static final String MOVEMENT_GRADE = "movement-grade";
    private static final Set<String> CHAINS =
            Set.of("_has:Observation:patient:" + MOVEMENT_GRADE, "_has:Observation:subject:" + MOVEMENT_GRADE);
    private static final String GRADES = Guide.BASE + "/CodeSystem/mrc-muscle-grade";

    private final GradedPatients patients;

    GradedPatientSearch(GradedPatients patients) {
        this.patients = patients;
    }

    @Hook(Pointcut.STORAGE_PRESEARCH_REGISTERED)
    public void rewrite(SearchParameterMap search) {
        List<List<IQueryParameterType>> has = search.get(HAS);
        if (has != null) {
            List<List<IQueryParameterType>> byGrade = has.stream()
                    .filter(alternatives -> alternatives.stream().allMatch(GradedPatientSearch::isByGrade))
                    .toList();
            has.removeAll(byGrade);
            if (has.isEmpty()) {
                search.remove(HAS);
            }
            byGrade.stream().map(this::among).reduce(GradedPatientSearch::both).ifPresent(ids -> add(search, ids));
        }
        search.entrySet().forEach(this::rewriteReferences);
    }

    private Set<String> among(List<IQueryParameterType> alternatives) {
        return ids(alternatives.stream()
                .map(one -> ((HasParam) one).getParameterValue())
                .toList());
    }

    private static Set<String> both(Set<String> one, Set<String> other) {
        Set<String> both = new HashSet<>(one);
        both.retainAll(other);
        return both;
    }

    /** As one list with the ids that are asked for anyway: HAPI takes no condition twice. */
    private static void add(SearchParameterMap search, Set<String> ids) {
        Set<String> all = ids;
        List<List<IQueryParameterType>> asked = search.get(ID);
        if (asked != null && asked.stream().flatMap(List::stream).allMatch(GradedPatientSearch::isPlain)) {
            search.remove(ID);
            for (List<IQueryParameterType> alternatives : asked) {
                all = both(
                        all,
                        alternatives.stream()
                                .map(one -> new IdType(((TokenParam) one).getValue()).getIdPart())
                                .collect(Collectors.toSet()));
            }
        }
        TokenOrListParam among = new TokenOrListParam();
        (all.isEmpty() ? Set.of(NOBODY) : all).forEach(id -> among.add(new TokenParam(id)));
        search.add(ID, among);
    }

    private static boolean isPlain(IQueryParameterType asked) {
        return asked instanceof TokenParam token && token.getModifier() == null && token.getMissing() == null;
    }

    private static boolean isByGrade(IQueryParameterType asked) {
        return asked instanceof HasParam has
                && has.getTargetResourceType().equals("Observation")
                && SUBJECT.contains(has.getReferenceFieldName())
                && has.getParameterName().equals(MOVEMENT_GRADE);
    }

    private void rewriteReferences(Map.Entry<String, List<List<IQueryParameterType>>> parameter) {
        List<List<IQueryParameterType>> conditions = parameter.getValue();
        if (conditions.stream().flatMap(List::stream).noneMatch(one -> isByGrade(parameter.getKey(), one))) {
            return;
        }
        conditions.replaceAll(alternatives -> {
            if (!alternatives.stream().allMatch(one -> isByGrade(parameter.getKey(), one))) {
                return alternatives;
            }
            Set<String> ids = ids(alternatives.stream()
                    .map(one -> ((ReferenceParam) one).getValue())
                    .toList());
            return (ids.isEmpty() ? Set.of(NOBODY) : ids)
                    .stream()
                            .sorted()
                            .<IQueryParameterType>map(id -> new ReferenceParam("Patient/" + id))
                            .toList();
        });
        List<List<IQueryParameterType>> different =
                conditions.stream().distinct().toList();
        conditions.clear();
        conditions.addAll(different);
    }

    private static boolean isByGrade(String name, IQueryParameterType asked) {
        return asked instanceof ReferenceParam reference
                && reference.getChain() != null
                && CHAINS.contains(reference.getChain())
                && ("Patient".equals(reference.getResourceType()) || name.equals("patient"));
    }

    private Set<String> ids(List<String> values) {
        Set<String> ids = new HashSet<>();
        for (String value : values) {
            AskedGrade asked = AskedGrade.of(value);
            ids.addAll(patients.of(
                    asked.movement(),
                    asked.grades().stream()
                            .map(grade -> new Code(GRADES, grade.code()))
                            .toList(),
                    MOST + 1));
        }
        if (ids.size() > MOST) {
            throw RequestProblem.invalid("More than " + MOST
                    + " patients have such a grade. Ask for their grades instead: " + "Observation?movement-grade="
                    + String.join(",", values) + "&_include=Observation:subject");
        }
        return ids;
    }
}
