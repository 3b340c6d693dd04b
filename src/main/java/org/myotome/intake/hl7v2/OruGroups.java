package org.myotome.intake.hl7v2;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.myotome.intake.IntakeRule;

/** Puts the segments of an ORU together by their order alone: versions and senders differ in everything else. */
final class OruGroups {

    /** Of the message, and of the software that sent it. */
    private static final Set<String> NOT_OF_PATIENT = Set.of(Hl7Message.HEADER, "SFT", "UAC");

    private final Problems problems;
    private final List<OruPatient> patients = new ArrayList<>();
    private final Map<String, Segment> leftOut = new LinkedHashMap<>();

    private @Nullable Segment pid;
    private @Nullable Segment visit;
    private List<OruOrder> orders = new ArrayList<>();

    private @Nullable Segment orc;
    private @Nullable OruOrder order;
    private @Nullable OruResult result;

    /** Where an NTE belongs that comes next. */
    private @Nullable List<Segment> notes;

    private OruGroups(Problems problems) {
        this.problems = problems;
    }

    static List<OruPatient> of(Hl7Message message, Problems problems) {
        var groups = new OruGroups(problems);
        message.segments().forEach(groups::add);
        groups.endPatient(message.header());
        groups.leftOut.values().forEach(groups::mention);
        return groups.patients;
    }

    private void add(Segment segment) {
        switch (segment.name()) {
            case "PID" -> patient(segment);
            case "PV1" -> visit(segment);
            case "ORC" -> order(segment);
            case "OBR" -> request(segment);
            case "OBX" -> result(segment);
            case "NTE" -> addTo(notes, segment);
            case "PRT" -> addTo(result == null ? null : result.participants(), segment);
            case "DSC", "ADD" ->
                refuse(
                        IntakeRule.MALFORMED,
                        segment,
                        "The message is one of several parts: none of them says all.",
                        "whole messages",
                        "Send the message in one piece.");
            default -> leaveOut(segment);
        }
    }

    private void patient(Segment segment) {
        if (pid != null && orders.isEmpty()) {
            refuse(
                    IntakeRule.PATIENT_AMBIGUOUS,
                    segment,
                    "A second patient follows before anything is reported of the first.",
                    "one PID before the results of one patient",
                    "Send each patient with their results, or in a message of their own.");
        } else if (pid != null) {
            endPatient(segment);
        }
        pid = segment;
        visit = null;
        orders = new ArrayList<>();
        endOrder();
    }

    private void visit(Segment segment) {
        endOrder();
        if (pid == null) {
            refuseWithoutPatient(segment);
        } else if (visit != null || !orders.isEmpty()) {
            refuse(
                    IntakeRule.WRONG_FORM,
                    segment,
                    "The visit does not stand where it belongs.",
                    "one PV1, after PID and before the first ORC or OBR",
                    "Send results of several visits in several messages.");
        } else {
            visit = segment;
        }
    }

    private void order(Segment segment) {
        endOrder();
        orc = segment;
        notes = new ArrayList<>();
    }

    private void request(Segment segment) {
        Optional<Segment> before = Optional.ofNullable(orc);
        List<Segment> own = before.isPresent() && notes != null ? notes : new ArrayList<>();
        endOrder();
        order = new OruOrder(before, segment, own, new ArrayList<>());
        notes = own;
        if (pid == null) {
            refuseWithoutPatient(segment);
        }
        orders.add(order);
    }

    private void result(Segment segment) {
        result = new OruResult(segment, new ArrayList<>(), new ArrayList<>());
        notes = result.notes();
        if (order == null) {
            refuse(
                    IntakeRule.REQUIRED_MISSING,
                    segment,
                    "The result belongs to no examination.",
                    "an OBR before each OBX",
                    "Send the OBR of the examination before its OBX.");
        } else {
            order.results().add(result);
        }
    }

    private void addTo(@Nullable List<Segment> taking, Segment segment) {
        if (taking == null) {
            leaveOut(segment);
        } else {
            taking.add(segment);
        }
    }

    private void leaveOut(Segment segment) {
        if (segment.name().equals("SPM")) {
            // What follows is said of the specimen.
            result = null;
            notes = null;
        }
        if (!NOT_OF_PATIENT.contains(segment.name())) {
            leftOut.putIfAbsent(segment.name(), segment);
        }
    }

    private void endOrder() {
        orc = null;
        order = null;
        result = null;
        notes = null;
    }

    private void endPatient(Segment last) {
        if (pid == null) {
            if (orders.isEmpty()) {
                refuseWithoutPatient(last);
            }
        } else if (orders.isEmpty()) {
            refuse(
                    IntakeRule.REQUIRED_MISSING,
                    pid,
                    "Nothing is reported of the patient.",
                    "an OBR, and an OBX for each result",
                    "Send the OBR of the examination and its OBX.");
        } else {
            patients.add(new OruPatient(pid, Optional.ofNullable(visit), orders));
        }
    }

    private void refuseWithoutPatient(Segment segment) {
        refuse(
                IntakeRule.REQUIRED_MISSING,
                segment,
                "It is not said of which patient this is.",
                "a PID before what is reported of the patient",
                "Send the PID of the patient before PV1, ORC and OBR.");
    }

    private void refuse(IntakeRule rule, Segment segment, String message, String allowed, String fix) {
        problems.refuse(rule, segment.place(), message, segment.name(), allowed, fix);
    }

    private void mention(Segment segment) {
        problems.mention(
                IntakeRule.LEFT_OUT,
                segment.place(),
                "Segments of this kind are left out here.",
                segment.name(),
                "PID, PV1, ORC, OBR, OBX, NTE after ORC, OBR or OBX, and PRT after OBX",
                "Nothing is to be done, unless a grade or what belongs to one stands there.");
    }
}
