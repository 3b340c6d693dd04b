/**
 * Synthetic patients with plausible courses of weakness. A seed comes in; exams go out, as transactions into the store or
 * as NDJSON to a file. It must not use the clock or any record of a person, and it writes no resource that the gate would
 * refuse.
 */
@NullMarked
package org.myotome.demo;

import org.jspecify.annotations.NullMarked;
