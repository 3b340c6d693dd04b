package org.myotome.terminology;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Questionnaire;
import org.jspecify.annotations.Nullable;
import org.myotome.FhirInterceptor;
import org.myotome.RequestProblem;
import org.myotome.guide.Guide;

/**
 * Keeps users from changing a Questionnaire of the guide, or from storing another one under its canonical. Every other
 * Questionnaire is theirs. The refusal comes on the point of being stored, so that no way of writing goes round it.
 */
@Interceptor
final class GuideRowsReadOnlyInterceptor implements FhirInterceptor {

    private final Set<String> ids;

    GuideRowsReadOnlyInterceptor(Guide guide) {
        ids = guide.all(Questionnaire.class).stream()
                .map(questionnaire -> questionnaire.getIdElement().getIdPart())
                .collect(Collectors.toSet());
    }

    @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_CREATED)
    public void refuseCreate(IBaseResource resource, @Nullable ServletRequestDetails client) {
        refuse(resource, client);
    }

    @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_UPDATED)
    public void refuseUpdate(IBaseResource before, IBaseResource after, @Nullable ServletRequestDetails client) {
        refuse(before, client);
        refuse(after, client);
    }

    @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_DELETED)
    public void refuseDelete(IBaseResource resource, @Nullable ServletRequestDetails client) {
        refuse(resource, client);
    }

    /** The server's own work has no client behind it. */
    private void refuse(@Nullable IBaseResource resource, @Nullable ServletRequestDetails client) {
        if (client == null || !(resource instanceof Questionnaire questionnaire)) {
            return;
        }
        var id = questionnaire.getIdElement().getIdPart();
        if (ids.contains(id)) {
            throw RequestProblem.readOnly("Questionnaire/" + id + " is read-only: it is a file of this server's "
                    + "release and changes with it. Store your own under another id and another url.");
        }
        if (questionnaire.hasUrl() && questionnaire.getUrl().startsWith(Guide.BASE + "/")) {
            throw RequestProblem.readOnly("The url " + questionnaire.getUrl() + " is read-only: addresses below "
                    + Guide.BASE + " belong to this server's own Questionnaires. Store yours under a url of your own.");
        }
    }
}
