package org.myotome.validation;

import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.validation.IValidationContext;
import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.r5.elementmodel.Manager.FhirFormat;
import org.hl7.fhir.r5.model.StructureDefinition;
import org.hl7.fhir.r5.utils.validation.IValidationPolicyAdvisor;
import org.hl7.fhir.r5.utils.validation.ValidatorSession;
import org.hl7.fhir.r5.utils.validation.constants.BestPracticeWarningLevel;
import org.hl7.fhir.r5.utils.validation.constants.IdStatus;
import org.hl7.fhir.r5.utils.xver.XVerExtensionManagerOld;
import org.hl7.fhir.utilities.i18n.I18nConstants;
import org.hl7.fhir.utilities.validation.ValidationMessage;
import org.hl7.fhir.utilities.validation.ValidationMessage.IssueSeverity;
import org.hl7.fhir.validation.ValidatorSettings;
import org.hl7.fhir.validation.instance.InstanceValidator;
import org.myotome.guide.Guide;

/**
 * HAPI's module with HL7 validators that are kept. HAPI makes a new one for each resource, and its constructor takes most of
 * the time; one that is kept for ever holds on to some 80 kB of each resource. So each is used by one thread at a time, and
 * thrown away after a while: what is held is bounded by {@link #LONGEST_TEXT} and by the number of processors. Only JSON is
 * validated so; XML, which hardly anybody sends, goes HAPI's way.
 */
final class KeptValidators extends FhirInstanceValidator {

    /** Characters of JSON that one validator reads in its life: some 200 grades, of which it then holds about 15 MB. */
    private static final int LONGEST_TEXT = 1 << 18;

    private static final Gson GSON = new Gson();

    private final BlockingQueue<Kept> idle =
            new ArrayBlockingQueue<>(Runtime.getRuntime().availableProcessors());

    KeptValidators(Guide guide, IValidationPolicyAdvisor advisor) {
        super(guide.validationSupport());
        setValidatorPolicyAdvisor(advisor);
        setBestPracticeWarningLevel(BestPracticeWarningLevel.Ignore);
        // EHR systems claim US Core and national profiles, and use extensions, that this server does not hold.
        setErrorForUnknownProfiles(false);
        setAnyExtensionsAllowed(true);
    }

    @Override
    protected List<ValidationMessage> validate(IValidationContext<?> submission) {
        if (submission.getResourceAsStringEncoding() != EncodingEnum.JSON) {
            return super.validate(submission);
        }
        String text = submission.getResourceAsString();
        List<String> canonicals = new ArrayList<>(submission.getOptions().getProfiles());
        canonicals.addAll(claimed(text));
        Kept waiting = idle.poll();
        Kept kept = waiting == null ? new Kept(make(), LONGEST_TEXT) : waiting;
        // One that failed is not used again: nobody knows in which state it is.
        List<ValidationMessage> messages = validate(kept.validator(), text, canonicals);
        if (kept.textLeft() > text.length()) {
            idle.offer(new Kept(kept.validator(), kept.textLeft() - text.length()));
        }
        return messages;
    }

    /** The settings that HAPI gives its own. */
    private InstanceValidator make() {
        var context = provideWorkerContext();
        InstanceValidator validator = new InstanceValidator(
                context,
                new NullEvaluationContext(),
                new XVerExtensionManagerOld(context),
                new ValidatorSession(),
                new ValidatorSettings());
        validator.setPolicyAdvisor(getValidatorPolicyAdvisor());
        validator.setBestPracticeWarningLevel(getBestPracticeWarningLevel());
        validator.setErrorForUnknownProfiles(isErrorForUnknownProfiles());
        validator.setAnyExtensionsAllowed(isAnyExtensionsAllowed());
        validator.setResourceIdRule(IdStatus.OPTIONAL);
        validator.setUnknownCodeSystemsCauseErrors(true);
        validator.setAllowXsiLocation(true);
        return validator;
    }

    /**
     * The profiles that the resource itself claims.
     *
     * @throws ClassCastException and {@link com.google.gson.JsonParseException} for text of another shape, as HAPI's module
     */
    private static List<String> claimed(String text) {
        JsonObject meta = GSON.fromJson(text, JsonObject.class).getAsJsonObject("meta");
        JsonElement profiles = meta == null ? null : meta.get("profile");
        List<String> canonicals = new ArrayList<>();
        if (profiles != null && profiles.isJsonArray()) {
            profiles.getAsJsonArray().forEach(profile -> canonicals.add(profile.getAsString()));
        }
        return canonicals;
    }

    private List<ValidationMessage> validate(InstanceValidator validator, String text, List<String> canonicals) {
        List<ValidationMessage> messages = new ArrayList<>();
        List<StructureDefinition> profiles = new ArrayList<>();
        List<ValidationMessage> unknown = new ArrayList<>();
        for (String canonical : canonicals) {
            StructureDefinition profile = provideWorkerContext().fetchResource(StructureDefinition.class, canonical);
            if (profile == null) {
                unknown.add(unknown(canonical));
            } else {
                profiles.add(profile);
            }
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        validator.validate(null, messages, new ByteArrayInputStream(bytes), FhirFormat.JSON, profiles);
        if (profiles.isEmpty()) {
            messages.addAll(unknown);
        }
        messages.removeIf(KeptValidators::isNoise);
        messages.stream()
                .filter(KeptValidators::isOfUnknownProfile)
                .forEach(message -> message.setLevel(IssueSeverity.WARNING));
        return messages;
    }

    private static ValidationMessage unknown(String profile) {
        ValidationMessage message = new ValidationMessage();
        message.setMessageId(I18nConstants.VALIDATION_VAL_PROFILE_UNKNOWN);
        message.setMessage("Invalid profile. Failed to retrieve profile with url=" + profile);
        return message;
    }

    private static boolean isNoise(ValidationMessage message) {
        return I18nConstants.TERMINOLOGY_TX_BINDING_NOSOURCE.equals(message.getMessageId())
                || I18nConstants.TERMINOLOGY_TX_VALUESET_NOTFOUND.equals(message.getMessageId())
                        && message.getMessage().contains("http://hl7.org/fhir/ValueSet/mimetypes");
    }

    private static boolean isOfUnknownProfile(ValidationMessage message) {
        return I18nConstants.VALIDATION_VAL_PROFILE_UNKNOWN.equals(message.getMessageId())
                || I18nConstants.VALIDATION_VAL_PROFILE_UNKNOWN_NOT_POLICY.equals(message.getMessageId());
    }

    private record Kept(InstanceValidator validator, int textLeft) {}
}
