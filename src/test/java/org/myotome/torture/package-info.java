/**
 * The torture tests: the packaged server in a process of its own is killed, cut off from its database, filled up and fed with
 * bad bytes while clients write, and what they were told is compared with what is there. {@code mvn -Ptorture verify} runs
 * them; each prints its seed, and takes it back with {@code -Dmyotome.torture.seed=}.
 */
@NullMarked
package org.myotome.torture;

import org.jspecify.annotations.NullMarked;
