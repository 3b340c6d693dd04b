package org.myotome.query;

import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Group;
import org.hl7.fhir.r4.model.Group.GroupMemberComponent;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Reference;
import org.myotome.RequestProblem;
import org.myotome.storage.ResourceStore;
import org.myotome.storage.projection.PatientRecords;

/** Which patients a question about many is about: a list, the members of a Group, those of a general practitioner, or all. */
public final class AskedCohort {

    /** The parameters that this reads; one of them at most is sent. */
    public static final Set<String> PARAMETERS = Set.of("patient", "group", "general-practitioner");

    private static final Set<String> PRACTITIONERS = Set.of("Practitioner", "PractitionerRole", "Organization");

    private final AskedPatients patients;
    private final PatientRecords records;
    private final ResourceStore store;

    public AskedCohort(AskedPatients patients, PatientRecords records, ResourceStore store) {
        this.patients = patients;
        this.records = records;
        this.store = store;
    }

    /**
     * The rows of the patients.
     *
     * @return empty for all patients; an empty set for a group or a practitioner without patients
     * @throws ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException if something named is not stored
     */
    public Optional<Set<Long>> of(OperationInput input) {
        List<String> sent = PARAMETERS.stream().filter(input::has).sorted().toList();
        if (sent.size() > 1) {
            throw RequestProblem.invalid("Parameters " + String.join(" and ", sent)
                    + " were sent. Each is a way to say which patients are meant: send one of them.");
        }
        if (input.has("patient")) {
            return Optional.of(Set.copyOf(patients.of(input.all("patient")).values()));
        }
        return input.one("group")
                .map(this::ofGroup)
                .or(() -> input.one("general-practitioner").map(this::ofPractitioner));
    }

    private Set<Long> ofGroup(String reference) {
        String group = named(reference, Set.of("Group"), "group", "Group/[id]");
        Group found = (Group) store.read(group).orElseThrow(() -> notFound(group));
        if (!found.getActual()) {
            throw RequestProblem.unprocessable(group
                    + " describes patients and does not list them (Group.actual is false). Name a Group with members, or "
                    + "send the patients.");
        }
        Date now = new Date();
        List<String> members = found.getMember().stream()
                .filter(member -> isMember(member, now))
                .map(member -> member.getEntity().getReferenceElement())
                .filter(entity -> "Patient".equals(entity.getResourceType()))
                .map(entity -> "Patient/" + entity.getIdPart())
                .toList();
        return records.rows(members).values().stream().collect(Collectors.toUnmodifiableSet());
    }

    private static boolean isMember(GroupMemberComponent member, Date now) {
        Date end = member.getPeriod().getEnd();
        return !member.getInactive()
                && (end == null || end.after(now))
                && Optional.of(member.getEntity())
                        .filter(Reference::hasReference)
                        .isPresent();
    }

    private Set<Long> ofPractitioner(String reference) {
        String practitioner = named(reference, PRACTITIONERS, "general-practitioner", "Practitioner/[id]");
        Map<String, Long> rows = records.rows(List.of(practitioner));
        if (rows.isEmpty()) {
            throw notFound(practitioner);
        }
        return records.ofGeneralPractitioner(rows.get(practitioner));
    }

    private static String named(String reference, Set<String> types, String name, String form) {
        IdType id = new IdType(reference);
        if (id.getResourceType() == null || !types.contains(id.getResourceType()) || !id.hasIdPart()) {
            throw RequestProblem.invalid("Parameter \"" + name + "\" is \"" + reference + "\". Send " + form + ".");
        }
        return id.getResourceType() + "/" + id.getIdPart();
    }

    private static RuntimeException notFound(String reference) {
        return RequestProblem.notFound(reference + " does not exist, or is deleted.");
    }
}
