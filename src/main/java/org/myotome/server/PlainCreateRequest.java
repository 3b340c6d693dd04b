package org.myotome.server;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.RestfulServerUtils;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleEntryRequestComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Resource;
import org.myotome.storage.create.Draft;
import org.myotome.storage.create.StoredCreates;

/**
 * Reads what a request wants to store, if it creates a resource, or nothing but resources in a transaction, without
 * conditions, in JSON, and wants a plain answer in JSON. HAPI must answer every other request, and one that it cannot read.
 */
final class PlainCreateRequest {

    private final FhirContext fhir;

    PlainCreateRequest(FhirContext fhir) {
        this.fhir = fhir;
    }

    /** @param resource the body: the only draft, or the transaction that the drafts are entries of */
    record Creates(Resource resource, List<Draft> drafts) {}

    /** @return empty if HAPI must answer it */
    Optional<Creates> read(RequestDetails request) {
        return isCreate(request) && PlainAnswer.isWanted(request) && mayBePlain(request)
                ? parsed(request).flatMap(body -> drafts(body, request))
                : Optional.empty();
    }

    private static boolean isCreate(RequestDetails request) {
        return request.getRequestType() == RequestTypeEnum.POST
                && request.getOperation() == null
                && request.getId() == null
                && request.getCompartmentName() == null
                && request.getTenantId() == null
                && request.getParameters().isEmpty()
                && (request.getResourceName() == null || StoredCreates.isFor(request.getResourceName()))
                && request.getHeaders(Constants.HEADER_IF_NONE_EXIST).isEmpty()
                && RestfulServerUtils.determineRequestEncodingNoDefault(request) == EncodingEnum.JSON;
    }

    /** What the text alone tells, so that little is parsed that HAPI parses again. */
    private static boolean mayBePlain(RequestDetails request) {
        String text = RequestText.of(request);
        return request.getResourceName() == null
                ? text.contains("\"transaction\"") && !text.contains("\"PUT\"") && !text.contains("\"ifNoneExist\"")
                : isAnswerPreferred(request) && PlainReferences.areIn(text, Set.of());
    }

    private Optional<Resource> parsed(RequestDetails request) {
        try {
            IBaseResource body = fhir.newJsonParser().parseResource(RequestText.of(request));
            return Optional.of((Resource) body);
        } catch (DataFormatException | ClassCastException unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<Creates> drafts(Resource body, RequestDetails request) {
        if (body instanceof Bundle bundle && request.getResourceName() == null) {
            return isPlainTransaction(bundle, request)
                    ? Optional.of(new Creates(bundle, drafts(bundle)))
                    : Optional.empty();
        }
        boolean plain = body.fhirType().equals(request.getResourceName()) && isStorable(body);
        // The client's id is not kept: a create is given one.
        body.setId((String) null);
        return plain ? Optional.of(new Creates(body, List.of(new Draft(body, Optional.empty())))) : Optional.empty();
    }

    /** Some of a resource must not be stored as the whole. */
    private static boolean isStorable(Resource resource) {
        return resource.getMeta().getTag().stream()
                .noneMatch(tag -> Constants.TAG_SUBSETTED_CODE.equals(tag.getCode()));
    }

    private static boolean isAnswerPreferred(RequestDetails request) {
        List<String> prefer = request.getHeaders(Constants.HEADER_PREFER);
        return prefer.isEmpty() || prefer.size() == 1 && prefer.get(0).matches("return=(minimal|representation)");
    }

    private static boolean isPlainTransaction(Bundle bundle, RequestDetails request) {
        if (bundle.getType() != BundleType.TRANSACTION
                || bundle.getEntry().isEmpty()
                || !request.getHeaders(Constants.HEADER_PREFER).isEmpty()) {
            return false;
        }
        Set<String> placeholders = new HashSet<>();
        for (BundleEntryComponent entry : bundle.getEntry()) {
            if (!isPlainEntry(entry) || entry.hasFullUrl() && !placeholders.add(entry.getFullUrl())) {
                return false;
            }
        }
        return PlainReferences.areIn(RequestText.of(request), placeholders);
    }

    private static boolean isPlainEntry(BundleEntryComponent entry) {
        BundleEntryRequestComponent wanted = entry.getRequest();
        Resource resource = entry.getResource();
        return resource != null
                && StoredCreates.isFor(resource.fhirType())
                && isStorable(resource)
                && wanted.getMethod() == HTTPVerb.POST
                && resource.fhirType().equals(wanted.getUrl())
                && !wanted.hasIfNoneExist()
                && !wanted.hasIfMatch()
                && !wanted.hasIfNoneMatch()
                && !wanted.hasIfModifiedSince()
                && (!entry.hasFullUrl() || PlainReferences.isPlaceholder(entry.getFullUrl()))
                // The parser makes the address of an entry the id of its resource; an id of its own may be referred to.
                && (!resource.hasId() || resource.getId().equals(entry.getFullUrl()));
    }

    private static List<Draft> drafts(Bundle bundle) {
        List<Draft> drafts = new ArrayList<>();
        for (BundleEntryComponent entry : bundle.getEntry()) {
            drafts.add(new Draft(entry.getResource(), Optional.ofNullable(entry.getFullUrl())));
        }
        return drafts;
    }
}
