package org.myotome.advisories;

import java.io.File;
import java.util.List;
import java.util.stream.Stream;

/**
 * A library on the class path, in a Maven repository.
 *
 * @param place its directory, whose last two parts are the artifact and the version
 */
record Library(String place, String version) {

    /** All, with those that only the tests need. */
    static List<Library> onClassPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.endsWith(".jar"))
                .map(entry -> new File(entry).getParentFile())
                .map(folder -> new Library(folder.getParentFile().toURI().getPath(), folder.getName()))
                .distinct()
                .toList();
    }

    /** @param name group and artifact with a colon between */
    boolean isCalled(String name) {
        return place.endsWith("/" + name.substring(0, name.indexOf(':')).replace('.', '/') + "/"
                + name.substring(name.indexOf(':') + 1) + "/");
    }
}
