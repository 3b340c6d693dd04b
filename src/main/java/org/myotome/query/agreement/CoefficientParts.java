package org.myotome.query.agreement;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.StringType;

/** Writes the coefficients of a table, each with the interval of its standard error and that of the patient bootstrap. */
final class CoefficientParts {

    private CoefficientParts() {}

    private record Named(String name, Coefficient coefficient, double[][] weights) {}

    /**
     * @param patients the cells of each patient's pairs
     * @param check may throw, to give up
     */
    static void add(ParametersParameterComponent part, AgreementTable table, List<int[]> patients, Runnable check) {
        List<Named> all = new ArrayList<>();
        for (Coefficient coefficient : Coefficient.values()) {
            for (Weighting weighting : Weighting.values()) {
                String name = coefficient == Coefficient.KAPPA ? weighting.kappa() : weighting.ac();
                all.add(new Named(name, coefficient, table.scale().weights(weighting)));
            }
        }
        List<Optional<PatientBootstrap.Interval>> intervals = new PatientBootstrap(
                        patients, table.scale().size())
                .intervals(
                        all.stream()
                                .<PatientBootstrap.Statistic>map(named -> drawn -> named.coefficient()
                                        .of(drawn, named.weights())
                                        .value())
                                .toList(),
                        check);
        double[][] counts = table.counts();
        for (int i = 0; i < all.size(); i++) {
            Named named = all.get(i);
            add(
                    part.addPart().setName("coefficient"),
                    named,
                    named.coefficient().of(counts, named.weights()),
                    intervals.get(i),
                    patients.size());
        }
    }

    private static void add(
            ParametersParameterComponent part,
            Named named,
            Estimate estimate,
            Optional<PatientBootstrap.Interval> interval,
            int patients) {
        part.addPart().setName("name").setValue(new CodeType(named.name()));
        AgreementAnswer.decimal(part, "observed", estimate.observed());
        AgreementAnswer.decimal(part, "expected", estimate.expected());
        if (!estimate.isDefined()) {
            AgreementAnswer.note(
                    part,
                    "Undefined: both raters gave one and the same grade throughout, so that all agreement is expected by "
                            + "chance.");
            return;
        }
        AgreementAnswer.decimal(part, "value", estimate.value());
        AgreementAnswer.decimal(part, "standardError", estimate.standardError());
        AgreementAnswer.decimal(part, "low", estimate.low());
        AgreementAnswer.decimal(part, "high", estimate.high());
        part.addPart()
                .setName("method")
                .setValue(new StringType(named.coefficient().method()));
        interval.ifPresent(of -> {
            ParametersParameterComponent bootstrap = part.addPart().setName("bootstrap");
            AgreementAnswer.decimal(bootstrap, "low", of.low());
            AgreementAnswer.decimal(bootstrap, "high", of.high());
            AgreementAnswer.number(bootstrap, "replicates", PatientBootstrap.REPLICATES - of.undefined());
        });
        if (interval.isEmpty() && patients >= PatientBootstrap.LEAST_PATIENTS) {
            AgreementAnswer.note(
                    part,
                    "No patient bootstrap: the coefficient is undefined in more than one of twenty draws of patients.");
        }
    }
}
