package org.myotome.storage.search;

import ca.uhn.fhir.interceptor.model.RequestPartitionId;
import ca.uhn.fhir.jpa.model.config.PartitionSettings;
import ca.uhn.fhir.jpa.model.entity.BaseResourceIndexedSearchParam;

/** The hash by which HAPI's index tables know a search parameter of a resource type. */
final class Identity {

    private static final PartitionSettings PARTITIONS = new PartitionSettings();

    private Identity() {}

    static long of(String type, String parameter) {
        return BaseResourceIndexedSearchParam.calculateHashIdentity(
                PARTITIONS, RequestPartitionId.allPartitions(), type, parameter);
    }
}
