package org.myotome.check;

import java.util.List;
import java.util.Set;

/**
 * What there is to say of one resource, one message, or one table.
 *
 * @param file as it was named
 * @param part of the file, {@code line 3} or {@code message 2}; empty if it is the whole file
 * @param elsewhere references to resources outside of it, which nobody has followed
 */
record Checked(String file, String part, List<Remark> remarks, Set<String> elsewhere) {

    Checked {
        remarks = List.copyOf(remarks);
        elsewhere = Set.copyOf(elsewhere);
    }

    String name() {
        return part.isEmpty() ? file : file + " " + part;
    }

    boolean hasErrors() {
        return remarks.stream().anyMatch(Remark::isError);
    }
}
