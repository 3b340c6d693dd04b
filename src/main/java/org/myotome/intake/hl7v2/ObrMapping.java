package org.myotome.intake.hl7v2;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DiagnosticReport.DiagnosticReportStatus;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.InstantType;
import org.myotome.intake.IntakeRule;

/** OBR, with the ORC before it, to DiagnosticReport, as HL7's v2-to-FHIR guide has it. */
record ObrMapping(Hl7Identifiers identifiers, Hl7Codes codes, Hl7Time time) {

    static final int PLACER = 2;
    static final int FILLER = 3;

    private static final int SERVICE = 4;
    private static final int ISSUED = 22;
    private static final int SECTION = 24;
    private static final int STATUS = 25;

    /** Of placer numbers without a namespace: they must not be taken for filler numbers. */
    private static final String PLACERS = "default-placer";

    /**
     * HL7 table 0123. The guide leaves A and N open: some results are a partial report, and none yet a registered one. It
     * leaves M, a correction that is not final, without a meaning.
     */
    private static final Map<String, DiagnosticReportStatus> STATES = Map.of(
            "O", DiagnosticReportStatus.REGISTERED,
            "I", DiagnosticReportStatus.REGISTERED,
            "S", DiagnosticReportStatus.REGISTERED,
            "N", DiagnosticReportStatus.REGISTERED,
            "A", DiagnosticReportStatus.PARTIAL,
            "R", DiagnosticReportStatus.PARTIAL,
            "P", DiagnosticReportStatus.PRELIMINARY,
            "C", DiagnosticReportStatus.CORRECTED,
            "F", DiagnosticReportStatus.FINAL,
            "X", DiagnosticReportStatus.CANCELLED);

    DiagnosticReport read(OruOrder order, Problems problems) {
        Segment obr = order.obr();
        order.orc().ifPresent(orc -> requireSameNumbers(orc, obr, problems));
        var report = new DiagnosticReport();
        // The number of who reports goes first: several reports may fill one order of the placer.
        number(order, FILLER, "FILL", AssigningAuthority.DEFAULT).ifPresent(report::addIdentifier);
        number(order, PLACER, "PLAC", PLACERS).ifPresent(report::addIdentifier);
        report.setStatus(status(obr, problems));
        obr.valued(SECTION, 1, 1).map(Hl7Codes::section).ifPresent(report::addCategory);
        if (obr.isEmpty(SERVICE)) {
            problems.refuse(
                    IntakeRule.REQUIRED_MISSING,
                    obr.place(SERVICE),
                    "What was ordered is missing.",
                    "",
                    "a code or a text",
                    "Send the code of the examination in OBR-4.");
        }
        report.setCode(codes.concept(obr, SERVICE));
        time.instant(obr, ISSUED, problems).map(InstantType::new).ifPresent(report::setIssuedElement);
        return report;
    }

    private Optional<Identifier> number(OruOrder order, int field, String type, String namespace) {
        return numbered(order, field).flatMap(segment -> identifiers.order(segment, field, type, namespace));
    }

    /** The segment that has an order number: ORC-2 and -3 go before OBR-2 and -3. */
    static Optional<Segment> numbered(OruOrder order, int field) {
        return Stream.concat(order.orc().stream(), Stream.of(order.obr()))
                .filter(segment -> segment.valued(field, 1, 1).isPresent())
                .findFirst();
    }

    private static void requireSameNumbers(Segment orc, Segment obr, Problems problems) {
        for (int field : new int[] {PLACER, FILLER}) {
            if (orc.contradicts(obr, field)) {
                problems.refuse(
                        IntakeRule.SAID_TWICE,
                        obr.place(field),
                        "ORC and OBR name different orders.",
                        orc.value(field) + " and " + obr.value(field),
                        "the same number in both, or a number in one of them",
                        "Send one order number in ORC-" + field + " and OBR-" + field + ".");
            }
        }
    }

    private static DiagnosticReportStatus status(Segment obr, Problems problems) {
        String sent = obr.text(STATUS, 1);
        if (sent.isEmpty()) {
            problems.mention(
                    IntakeRule.LEFT_OUT,
                    obr.place(STATUS),
                    "The report states no status, which is read as unknown.",
                    "",
                    "a code of HL7 table 0123, such as F",
                    "Send the status of the report in OBR-25.");
            return DiagnosticReportStatus.UNKNOWN;
        }
        DiagnosticReportStatus status = STATES.get(sent);
        if (status == null) {
            problems.refuse(
                    IntakeRule.WRONG_FORM,
                    obr.place(STATUS),
                    "This status of a report is not read.",
                    sent,
                    "O, I, S, N, A, R, P, C, F or X of HL7 table 0123",
                    "Send P for a report that is not final, and F or C for one that is.");
            return DiagnosticReportStatus.UNKNOWN;
        }
        return status;
    }
}
