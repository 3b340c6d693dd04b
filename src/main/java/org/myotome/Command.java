package org.myotome;

import java.util.List;

/** A job that the program does instead of serving. Its name is the first argument of the program. */
public interface Command {

    String name();

    /**
     * @param arguments those after the name
     * @return the exit code: 0 if the job is done, 2 if the arguments were wrong, 1 if it failed, unless its usage says otherwise
     */
    int run(List<String> arguments);
}
