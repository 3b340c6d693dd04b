/**
 * Code systems that users add: loaded from their files by HAPI's own loader with {@code upload-terminology}, and read from
 * the tables that it fills. Files come in; the answers of {@link org.myotome.AddedTerminology} go out. It judges nothing.
 */
@NullMarked
package org.myotome.storage.terminology;

import org.jspecify.annotations.NullMarked;
