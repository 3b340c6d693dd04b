package org.myotome;

/**
 * Marks a bean as a HAPI plain provider: an object whose {@code @Operation} methods answer one FHIR operation. The
 * {@code server} package collects every bean of this type and registers it, so that a feature adds an operation without
 * the server knowing its name, and without the feature knowing the server.
 */
public interface FhirOperation {}
