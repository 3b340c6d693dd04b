package org.myotome;

import java.util.List;
import org.myotome.check.ValidateCommand;
import org.myotome.demo.GenerateCommand;
import org.myotome.install.InstallCommand;
import org.myotome.intake.csv.ImportCommand;
import org.myotome.storage.backup.BackupCommand;
import org.myotome.storage.backup.RestoreCommand;
import org.myotome.storage.backup.VerifyBackupCommand;
import org.myotome.storage.database.MigrateCommand;
import org.myotome.storage.projection.ProjectionCommand;
import org.myotome.storage.terminology.UploadTerminologyCommand;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.ConfigurationPropertiesAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.autoconfigure.web.embedded.EmbeddedWebServerFactoryCustomizerAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.ServletWebServerFactoryAutoConfiguration;
import org.springframework.context.annotation.ComponentScan;

/**
 * Starts the server, or runs the command that the first argument names. Every package brings its own configuration; nothing
 * is wired here. Of Spring Boot's automatic configuration only what is named is used: HAPI's libraries would switch on
 * Flyway, Quartz, MVC and more.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@ComponentScan(resourcePattern = "**/*Configuration.class")
@ImportAutoConfiguration({
    ConfigurationPropertiesAutoConfiguration.class,
    EmbeddedWebServerFactoryCustomizerAutoConfiguration.class,
    PropertyPlaceholderAutoConfiguration.class,
    ServletWebServerFactoryAutoConfiguration.class
})
public class MyotomeApplication {

    private static final List<Command> COMMANDS = List.of(
            new GenerateCommand(),
            new ImportCommand(),
            new InstallCommand(),
            new MigrateCommand(),
            new UploadTerminologyCommand(),
            ProjectionCommand.rebuild(),
            ProjectionCommand.check(),
            new BackupCommand(),
            new RestoreCommand(),
            new VerifyBackupCommand(),
            new ValidateCommand());

    public static void main(String[] args) {
        COMMANDS.stream()
                .filter(command -> args.length > 0 && command.name().equals(args[0]))
                .findFirst()
                .ifPresentOrElse(
                        command -> System.exit(command.run(List.of(args).subList(1, args.length))),
                        () -> SpringApplication.run(MyotomeApplication.class, args));
    }
}
