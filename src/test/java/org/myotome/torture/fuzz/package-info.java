/** Bad bytes by chance, with the structure of good ones: JSON, XML, HL7 v2, tables, addresses and headers. */
@NullMarked
package org.myotome.torture.fuzz;

import org.jspecify.annotations.NullMarked;
