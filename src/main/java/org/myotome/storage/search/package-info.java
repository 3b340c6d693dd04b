/**
 * Plain searches, answered by SQL over HAPI's index tables and by the stored texts, without making objects of them. What is
 * not plain is left to HAPI, which finds the same, only later.
 */
@NullMarked
package org.myotome.storage.search;

import org.jspecify.annotations.NullMarked;
