package org.myotome.server;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.NotImplementedOperationException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBaseConformance;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceOperationComponent;
import org.myotome.FhirInterceptor;
import org.myotome.FhirOperation;

/**
 * Only the operations that Myotome means to offer. HAPI's providers bring along others, some of which write past the gate
 * ({@code $meta-delete}, {@code $hapi.fhir.replace-references}) or let anybody start jobs.
 */
@Interceptor
final class SupportedOperations implements FhirInterceptor {

    private final Set<String> names = new TreeSet<>(Set.of("$validate", "$everything", "$meta"));

    SupportedOperations(Collection<FhirOperation> operations) {
        declared(operations).forEach(operation -> names.add(operation.name()));
    }

    private static Stream<Operation> declared(Collection<FhirOperation> operations) {
        return operations.stream()
                .flatMap(operation -> Arrays.stream(operation.getClass().getMethods()))
                .map(method -> method.getAnnotation(Operation.class))
                .filter(Objects::nonNull);
    }

    /** The names of those that read, and do no more than that. */
    static Stream<String> changingNothing(Collection<FhirOperation> operations) {
        return declared(operations).filter(Operation::idempotent).map(Operation::name);
    }

    @Hook(Pointcut.SERVER_INCOMING_REQUEST_POST_PROCESSED)
    public void refuseOthers(RequestDetails request) {
        String operation = request.getOperation();
        if (operation != null && operation.startsWith("$") && !names.contains(operation)) {
            throw new NotImplementedOperationException(
                    "Operation " + operation + " is not supported; supported are " + String.join(", ", names));
        }
    }

    @Hook(Pointcut.SERVER_CAPABILITY_STATEMENT_GENERATED)
    public void claimNoOthers(IBaseConformance statement) {
        ((CapabilityStatement) statement).getRest().forEach(rest -> {
            rest.getOperation().removeIf(this::isOther);
            rest.getResource().forEach(resource -> resource.getOperation().removeIf(this::isOther));
        });
    }

    private boolean isOther(CapabilityStatementRestResourceOperationComponent operation) {
        return !names.contains("$" + operation.getName());
    }
}
