package org.myotome;

import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The server without anybody whom it serves: a command works on its database. */
public final class DatabaseAlone {

    private DatabaseAlone() {}

    /**
     * Empty if it does not start, for reasons that are told by then.
     *
     * @param properties of the server's configuration, as they are passed to it
     * @param inUse says what to do if a running server has the database for itself
     */
    public static Optional<ConfigurableApplicationContext> open(List<String> properties, Runnable inUse) {
        List<String> arguments = new ArrayList<>(properties);
        // What comes later counts. Nothing may arrive while the command works.
        arguments.add("--myotome.demo=false");
        arguments.add("--myotome.intake.mllp.enabled=false");
        try {
            return Optional.of(new SpringApplicationBuilder(MyotomeApplication.class)
                    .web(WebApplicationType.NONE)
                    .run(arguments.toArray(String[]::new)));
        } catch (RuntimeException failure) {
            for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
                if (cause instanceof PoolInitializationException) {
                    inUse.run();
                }
            }
            return Optional.empty();
        }
    }
}
