package org.myotome.storage.backup;

import java.util.List;
import org.myotome.storage.database.DatabaseProperties;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * What a server here would be configured with, by arguments, environment and files, without the server.
 *
 * @param program the version of this program
 */
record Settings(String program, DatabaseProperties database) {

    /** @param properties as they are passed to the server */
    static Settings of(List<String> properties) {
        // Until it is initialised it lets nothing through: a command says what it has to say itself.
        LoggingSystem.get(Settings.class.getClassLoader()).beforeInitialize();
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new SimpleCommandLinePropertySource(properties.toArray(String[]::new)));
        ConfigDataEnvironmentPostProcessor.applyTo(environment);
        ConfigurationPropertySources.attach(environment);
        return new Settings(
                environment.getRequiredProperty("myotome.version"),
                Binder.get(environment).bindOrCreate("myotome.database", DatabaseProperties.class));
    }
}
