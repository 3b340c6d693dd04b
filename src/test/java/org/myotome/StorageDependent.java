package org.myotome;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What it tests is the work of the database: searches, writes, conflicts, triggers, statements of Myotome's own. It runs once
 * more on PostgreSQL in a container, where there is a Docker daemon.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("storage-dependent")
@ExtendWith(ContainerCondition.class)
public @interface StorageDependent {}
