package org.myotome.query;

import java.util.Date;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Type;
import org.myotome.storage.projection.Code;
import org.myotome.storage.projection.StrengthResult;
import org.myotome.strength.Side;

/** Puts strength into the parts of a Parameters, the same way in every answer. Rows are named by given references. */
public final class StrengthParts {

    private final ParametersParameterComponent parameter;
    private final Map<Long, String> references;

    public StrengthParts(ParametersParameterComponent parameter, Map<Long, String> references) {
        this.parameter = parameter;
        this.references = references;
    }

    /** A part with parts of its own. */
    public StrengthParts with(String name) {
        return new StrengthParts(parameter.addPart().setName(name), references);
    }

    public StrengthParts add(String name, Type value) {
        parameter.addPart().setName(name).setValue(value);
        return this;
    }

    public StrengthParts side(Side side) {
        return add("side", new CodeType(side.name().toLowerCase(Locale.ROOT)));
    }

    public StrengthParts reference(String name, long row) {
        Optional.ofNullable(references.get(row)).ifPresent(found -> add(name, new Reference(found)));
        return this;
    }

    public StrengthParts code(String name, Optional<Code> code) {
        code.ifPresent(value -> add(name, new Coding(value.system(), value.code(), null)));
        return this;
    }

    /** From when to when, in UTC; the end only where it is not the start. */
    public StrengthParts time(java.time.Instant start, java.time.Instant end) {
        add("start", instant(start));
        if (!end.equals(start)) {
            add("end", instant(end));
        }
        return this;
    }

    private static InstantType instant(java.time.Instant moment) {
        InstantType instant = new InstantType(Date.from(moment));
        instant.setTimeZoneZulu(true);
        return instant;
    }

    /** Grade, reason and resource of a result. */
    public StrengthParts graded(StrengthResult result) {
        return code("grade", result.grade().flatMap(grade -> result.value()))
                .code("absent", result.absentReason())
                .reference("observation", result.row());
    }
}
