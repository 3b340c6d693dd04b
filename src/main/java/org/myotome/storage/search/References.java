package org.myotome.storage.search;

import ca.uhn.fhir.context.RuntimeSearchParam;
import ca.uhn.fhir.rest.param.ReferenceParam;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.myotome.storage.search.Condition.OfIndex;
import org.myotome.storage.search.Condition.Reach;

/** {@code Type/id}, or the id alone where a parameter leads to one type only. */
final class References {

    static final Pattern ID = Pattern.compile("[A-Za-z0-9\\-.]{1,64}");

    private References() {}

    static Optional<Condition> any(String type, RuntimeSearchParam parameter, List<ReferenceParam> references) {
        List<Target> targets = new ArrayList<>();
        for (ReferenceParam reference : references) {
            Optional<String> targetType = targetType(reference, parameter.getTargets());
            String id = String.valueOf(reference.getIdPart());
            if (reference.getChain() != null
                    || reference.getMissing() != null
                    || reference.getBaseUrl() != null
                    || targetType.isEmpty()
                    || !ID.matcher(id).matches()) {
                return Optional.empty();
            }
            targets.add(new Target(targetType.get(), id));
        }
        // As in ResourceLinkPredicateBuilder.createResourceLinkPaths.
        List<String> paths = parameter.getPathsSplit().stream()
                .filter(path -> path.contains(type + "."))
                .toList();
        if (paths.isEmpty() || !paths.stream().allMatch(path -> path.startsWith(type + "."))) {
            return Optional.empty();
        }
        Sql where = isOneOf("TARGET_RESOURCE_ID", targets).and(Sql.in("SRC_PATH", paths));
        // A resource may refer to several versions of another, with a row for each: these rows are no path.
        return Optional.of(new OfIndex("HFJ_RES_LINK", "SRC_RESOURCE_ID", where, Reach.FEW, Optional.empty()));
    }

    /** A resource that may be stored. */
    record Target(String type, String id) {}

    /**
     * Each is looked for by itself: with {@code or}, and with {@code in} on the ids, H2 reads all resources of the type.
     *
     * @param column with the row of a resource
     * @param targets at least one
     */
    static Sql isOneOf(String column, List<Target> targets) {
        String one = "(select RES_ID from HFJ_RESOURCE where RES_TYPE = ? and FHIR_ID = ?)";
        List<Object> values = targets.stream()
                .<Object>mapMulti((target, each) -> {
                    each.accept(target.type());
                    each.accept(target.id());
                })
                .toList();
        return targets.size() == 1
                ? new Sql(column + " = " + one, values)
                : new Sql(column + " in (" + String.join(", ", Collections.nCopies(targets.size(), one)) + ")", values);
    }

    private static Optional<String> targetType(ReferenceParam reference, Set<String> targets) {
        if (reference.getResourceType() != null) {
            return Optional.of(reference.getResourceType()).filter(targets::contains);
        }
        return targets.size() == 1 ? targets.stream().findFirst() : Optional.empty();
    }
}
