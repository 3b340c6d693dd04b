package org.myotome.query.trend;

import java.util.Optional;
import org.myotome.guide.ScoreRecipes;
import org.myotome.guide.StrengthCodes;
import org.myotome.query.Scales;
import org.myotome.storage.projection.Code;
import org.myotome.storage.projection.StrengthResult;

/**
 * By what results are compared.
 *
 * @param name the CodeSystem of the grades, or the unit (UCUM)
 */
record Measure(Kind kind, String name) implements Comparable<Measure> {

    enum Kind {
        /** Ordinal: it falls or rises by whole grades. */
        GRADE,
        /** Points that can be subtracted. */
        SCORE,
        /** Force, torque or pressure. */
        FORCE
    }

    /** Empty for a result without value. */
    static Optional<Measure> of(StrengthResult result) {
        return result.value().map(value -> {
            if (result.grade().isPresent()) {
                return new Measure(Kind.GRADE, value.system());
            }
            boolean score = result.item().system().equals(StrengthCodes.MEASURE);
            return new Measure(score ? Kind.SCORE : Kind.FORCE, value.code());
        });
    }

    /** Whether a result without value could have had one of this measure. */
    boolean mayBeOf(StrengthResult absent) {
        if (Scales.isOpen(absent)) {
            return true;
        }
        Optional<String> scale = Scales.of(absent);
        return kind == Kind.GRADE
                ? scale.filter(ScoreRecipes.nameOf(name)::equals).isPresent()
                : kind == Kind.FORCE && scale.isEmpty();
    }

    /** The unit, if it is no scale. */
    Optional<Code> unit() {
        return kind == Kind.GRADE ? Optional.empty() : Optional.of(new Code("http://unitsofmeasure.org", name));
    }

    @Override
    public int compareTo(Measure other) {
        int byKind = kind.compareTo(other.kind);
        return byKind == 0 ? name.compareTo(other.name) : byKind;
    }
}
