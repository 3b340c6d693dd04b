import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.convertors.txClient.TerminologyClientFactory;
import org.hl7.fhir.r5.context.SimpleWorkerContext;
import org.hl7.fhir.r5.elementmodel.Manager.FhirFormat;
import org.hl7.fhir.r5.model.BooleanType;
import org.hl7.fhir.r5.model.CapabilityStatement;
import org.hl7.fhir.r5.model.CodeSystem;
import org.hl7.fhir.r5.model.CodeableConcept;
import org.hl7.fhir.r5.model.Coding;
import org.hl7.fhir.r5.model.Enumerations.CodeSystemContentMode;
import org.hl7.fhir.r5.model.Parameters;
import org.hl7.fhir.r5.model.TerminologyCapabilities;
import org.hl7.fhir.r5.model.ValueSet;
import org.hl7.fhir.r5.terminologies.client.ITerminologyClient;
import org.hl7.fhir.r5.terminologies.client.TerminologyClientContext;
import org.hl7.fhir.r5.utils.validation.constants.ReferenceValidationPolicy;
import org.hl7.fhir.utilities.FhirPublication;
import org.hl7.fhir.utilities.http.ManagedWebAccess;
import org.hl7.fhir.utilities.json.model.JsonArray;
import org.hl7.fhir.utilities.json.model.JsonObject;
import org.hl7.fhir.utilities.json.parser.JsonParser;
import org.hl7.fhir.utilities.validation.ValidationMessage;
import org.hl7.fhir.utilities.validation.ValidationOptions;
import org.hl7.fhir.validation.ValidationEngine;
import org.hl7.fhir.validation.instance.InstanceValidator;
import org.hl7.fhir.validation.service.StandAloneValidatorFetcher;

/**
 * HL7's own validator with one package installed, on many files. It is compiled by the process that runs it, against the newest
 * release of the validator; the tests are compiled against the release that HAPI brings. What the validator knows of FHIR it
 * finds in {@code .fhir/packages} below {@code user.home}; it has no network but to the terminology server that it is given.
 */
public final class Validate {

    /**
     * @param args the package, or a folder of what it holds; a file with the path of a resource on each line; where to write the
     *     messages, a line for each; and the address of a terminology server, without which a stand-in answers
     */
    public static void main(String[] args) throws Exception {
        InstanceValidator validator = validator(args[0], args.length > 3 ? args[3] : null);
        try (PrintWriter out = new PrintWriter(args[2], StandardCharsets.UTF_8)) {
            for (String file : Files.readAllLines(Path.of(args[1]))) {
                JsonObject line = new JsonObject().add("file", file);
                line.add("issues", issues(validator, Files.readAllBytes(Path.of(file))));
                out.println(JsonParser.compose(line, false));
            }
        }
        System.exit(0);
    }

    private static InstanceValidator validator(String guide, String server) throws Exception {
        ManagedWebAccess.setAccessPolicy(
                server == null ? ManagedWebAccess.WebAccessPolicy.PROHIBITED : ManagedWebAccess.WebAccessPolicy.DIRECT);
        ValidationEngine engine = new ValidationEngine.ValidationEngineBuilder()
                .withVersion("4.0.1")
                .fromSource("hl7.fhir.r4.core#4.0.1");
        engine.getIgLoader().loadIg(engine.getIgs(), engine.getBinaries(), guide, false);
        // As with -authorise-non-conformant-tx-servers.
        TerminologyClientContext.setAllowNonConformantServers(true);
        if (server == null) {
            engine.getContext()
                    .connectToTSServer(
                            new TerminologyClientFactory(FhirPublication.R4),
                            new ListedCodes(engine.getContext()).client(),
                            false);
        } else {
            // As with -tx. The server is on this machine, and speaks no TLS.
            ManagedWebAccess.setSsrfProtectionEnabled(false);
            engine.setTerminologyServer(server, null, FhirPublication.R4, false);
        }
        StandAloneValidatorFetcher fetcher =
                new StandAloneValidatorFetcher(engine.getPcm(), engine.getContext(), engine);
        fetcher.setReferencePolicy(ReferenceValidationPolicy.IGNORE);
        engine.setFetcher(fetcher);
        engine.setPolicyAdvisor(fetcher);
        engine.getContext().setLocator(fetcher);
        engine.getDefaultInstanceValidatorParameters().setAllowExampleUrls(true);
        engine.setDisplayWarnings(true);
        engine.prepare();
        return engine.getValidator(FhirFormat.JSON);
    }

    private static JsonArray issues(InstanceValidator validator, byte[] resource) {
        List<ValidationMessage> messages = new ArrayList<>();
        JsonArray issues = new JsonArray();
        try {
            validator.validate(null, messages, new ByteArrayInputStream(resource), FhirFormat.JSON);
        } catch (Exception unreadable) {
            issues.add(new JsonObject()
                    .add("level", "fatal")
                    .add("id", unreadable.getClass().getSimpleName())
                    .add("where", "")
                    .add("words", String.valueOf(unreadable.getMessage())));
        }
        for (ValidationMessage message : messages) {
            issues.add(new JsonObject()
                    .add("level", message.getLevel().toCode())
                    .add("id", String.valueOf(message.getMessageId()))
                    .add("where", String.valueOf(message.getLocation()))
                    .add("words", String.valueOf(message.getMessage())));
        }
        return issues;
    }

    /**
     * Stands for a terminology server that holds SNOMED CT, LOINC and the like: it takes every code of a system that the package
     * does not bring for one that exists, and tells of a value set whether it lists the code. Without an answer, the validator
     * would let each of them pass wherever a value set is required.
     */
    private static final class ListedCodes implements InvocationHandler {

        private final SimpleWorkerContext context;

        ListedCodes(SimpleWorkerContext context) {
            this.context = context;
        }

        ITerminologyClient client() {
            return (ITerminologyClient) Proxy.newProxyInstance(
                    ListedCodes.class.getClassLoader(), new Class<?>[] {ITerminologyClient.class}, this);
        }

        @Override
        public Object invoke(Object client, Method method, Object[] sent) {
            return switch (method.getName()) {
                case "validateCS", "validateVS" -> answer((Parameters) sent[0], null);
                case "batchValidateCS", "batchValidateVS" -> answers((Parameters) sent[0]);
                case "getCapabilitiesStatement", "getCapabilitiesStatementQuick" -> new CapabilityStatement();
                case "getTerminologyCapabilities" -> new TerminologyCapabilities();
                case "getAddress", "getId", "getServerVersion", "toString" -> "http://localhost/listed-codes";
                case "getActualVersion" -> FhirPublication.R4;
                case "getUseCount", "getRetryCount", "hashCode" -> 0;
                case "equals" -> client == sent[0];
                default -> method.getReturnType().isInstance(client) ? client : null;
            };
        }

        private Parameters answers(Parameters batch) {
            Parameters answers = new Parameters();
            for (Parameters.ParametersParameterComponent one : batch.getParameters("validation")) {
                answers.addParameter()
                        .setName("validation")
                        .setResource(answer((Parameters) one.getResource(), valueSet(batch)));
            }
            return answers;
        }

        private Parameters answer(Parameters asked, ValueSet otherwise) {
            ValueSet own = valueSet(asked);
            ValueSet valueSet = own == null ? otherwise : own;
            for (Coding coding : codings(asked)) {
                if (valueSet == null || contains(valueSet, coding)) {
                    return new Parameters()
                            .addParameter("result", new BooleanType(true))
                            .addParameter("system", coding.getSystemElement())
                            .addParameter("code", coding.getCodeElement());
                }
            }
            return new Parameters()
                    .addParameter("result", new BooleanType(false))
                    .addParameter("message", "None of the codes is in " + (valueSet == null ? "" : valueSet.getUrl()));
        }

        private ValueSet valueSet(Parameters asked) {
            if (asked.hasParameter("valueSet")) {
                return (ValueSet) asked.getParameter("valueSet").getResource();
            }
            return asked.hasParameter("url")
                    ? context.fetchResource(ValueSet.class, asked.getParameterValue("url").primitiveValue())
                    : null;
        }

        private static List<Coding> codings(Parameters asked) {
            if (asked.hasParameter("codeableConcept")) {
                return ((CodeableConcept) asked.getParameterValue("codeableConcept")).getCoding();
            }
            if (asked.hasParameter("coding")) {
                return List.of((Coding) asked.getParameterValue("coding"));
            }
            return List.of(new Coding()
                    .setSystem(asked.getParameterValue("system").primitiveValue())
                    .setCode(asked.getParameterValue("code").primitiveValue()));
        }

        private boolean contains(ValueSet valueSet, Coding coding) {
            CodeSystem held = context.fetchCodeSystem(coding.getSystem());
            if (held != null && held.getContent() == CodeSystemContentMode.COMPLETE) {
                return context.validateCode(ValidationOptions.defaults().withNoServer(), coding, valueSet).isOk();
            }
            return valueSet.getCompose().getInclude().stream().anyMatch(set -> selects(set, coding))
                    && valueSet.getCompose().getExclude().stream().noneMatch(set -> selects(set, coding));
        }

        private boolean selects(ValueSet.ConceptSetComponent set, Coding coding) {
            boolean listed = !set.hasConcept()
                    || set.getConcept().stream().anyMatch(concept -> concept.getCode().equals(coding.getCode()));
            return (!set.hasSystem() || set.getSystem().equals(coding.getSystem()) && listed && !set.hasFilter())
                    && set.getValueSet().stream().allMatch(url ->
                            contains(context.fetchResource(ValueSet.class, url.getValue()), coding));
        }
    }
}
