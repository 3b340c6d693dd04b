package org.myotome;

/**
 * Marks a bean as a HAPI interceptor: an object with {@code @Hook} methods. The {@code server} package collects every bean
 * of this type and registers it for requests and for storage alike.
 */
public interface FhirInterceptor {}
