package org.myotome.storage;

import ca.uhn.fhir.jpa.model.config.PartitionSettings;
import ca.uhn.fhir.jpa.model.entity.ResourceIndexedSearchParamQuantityNormalized;
import java.util.Optional;

/**
 * A reading of a dynamometer. Devices and papers write a force as kilograms and mean kilogram-force (EWGSOP2: grip below
 * 27 kg), while UCUM's {@code kg} is a mass that equals no force. Such a reading is indexed in both forms, so that kg, kgf,
 * pound-force and newton are compared with each other; no other mass is ever taken for a force.
 */
final class ForceReading {

    /** Standard gravity: 1 kgf is 9.80665 N (UCUM, [g]). */
    private static final double STANDARD_GRAVITY = 9.80665;

    /** UCUM's base units, to which HAPI converts what it indexes. */
    private static final String MASS = "g";

    private static final String FORCE = "g.m.s-2";

    private ForceReading() {}

    /** The row of a mass for one of a force, and the other way round; empty for other quantities, such as a torque. */
    static Optional<ResourceIndexedSearchParamQuantityNormalized> otherForm(
            ResourceIndexedSearchParamQuantityNormalized row, PartitionSettings partitions) {
        return switch (String.valueOf(row.getUnits())) {
            case MASS -> Optional.of(with(row, row.getValue() * STANDARD_GRAVITY, FORCE, partitions));
            case FORCE -> Optional.of(with(row, row.getValue() / STANDARD_GRAVITY, MASS, partitions));
            default -> Optional.empty();
        };
    }

    private static ResourceIndexedSearchParamQuantityNormalized with(
            ResourceIndexedSearchParamQuantityNormalized row,
            double value,
            String units,
            PartitionSettings partitions) {
        return new ResourceIndexedSearchParamQuantityNormalized(
                partitions, row.getResourceType(), row.getParamName(), value, row.getSystem(), units);
    }
}
