package org.myotome.storage.search;

import ca.uhn.fhir.interceptor.model.RequestPartitionId;
import ca.uhn.fhir.jpa.model.config.PartitionSettings;
import ca.uhn.fhir.jpa.model.entity.ResourceIndexedSearchParamToken;

/** The hashes by which index rows of codes are found, as HAPI makes them; there is one partition. */
public final class TokenHash {

    private static final PartitionSettings PARTITIONS = new PartitionSettings();
    private static final RequestPartitionId PARTITION = RequestPartitionId.allPartitions();

    private TokenHash() {}

    public static long ofSystem(String type, String parameter, String system) {
        return ResourceIndexedSearchParamToken.calculateHashSystem(PARTITIONS, PARTITION, type, parameter, system);
    }

    /** Of a code of whatever system. */
    public static long ofCode(String type, String parameter, String code) {
        return ResourceIndexedSearchParamToken.calculateHashValue(PARTITIONS, PARTITION, type, parameter, code);
    }

    public static long ofSystemAndCode(String type, String parameter, String system, String code) {
        return ResourceIndexedSearchParamToken.calculateHashSystemAndValue(
                PARTITIONS, PARTITION, type, parameter, system, code);
    }
}
