package org.myotome.storage.database;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.myotome.Command;
import org.myotome.storage.migration.Change;
import org.myotome.storage.migration.Migrations;
import org.myotome.storage.migration.Preview;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Says what the start of a server would change in the tables of the database, or changes it before a server is started. */
public final class MigrateCommand implements Command {

    private static final int CURRENT = 0;
    private static final int WOULD_CHANGE = 1;
    private static final int FAILED = 2;

    private static final String USAGE = """
            Usage: migrate [--check] [--myotome.…=…]
            Brings the tables of the database up to date, as the start of a server does, and checks that they are.
              --check        only says what would be changed
              --myotome.…=…  a property of the server's configuration, such as --myotome.database.url=…
            Servers may run and write on PostgreSQL meanwhile; an H2 database must not be in use.
            Exit code: 0 everything is up to date; 1 something would be changed (only with --check); 2 it failed, the
            database is newer than this program or lacks something, or the arguments were wrong.
            """;

    @Override
    public String name() {
        return "migrate";
    }

    @Override
    public int run(List<String> arguments) {
        if (arguments.equals(List.of("--help"))) {
            System.out.print(USAGE);
            return CURRENT;
        }
        List<String> properties = new ArrayList<>(arguments);
        boolean check = properties.removeIf("--check"::equals);
        for (String property : properties) {
            if (!property.matches("--(myotome|spring|logging)\\.[^=]+=.*")) {
                System.err.println("Unknown, or without a value: " + property);
                System.err.print(USAGE);
                return FAILED;
            }
        }
        Optional<ConfigurableApplicationContext> started = start(properties);
        if (started.isEmpty()) {
            return FAILED;
        }
        try (ConfigurableApplicationContext context = started.get()) {
            return check ? check(context) : migrate(context);
        }
    }

    private static Optional<ConfigurableApplicationContext> start(List<String> properties) {
        try {
            return Optional.of(new SpringApplicationBuilder(MigratedDatabase.class)
                    .web(WebApplicationType.NONE)
                    .run(properties.toArray(String[]::new)));
        } catch (RuntimeException told) {
            return Optional.empty();
        }
    }

    private static int check(ConfigurableApplicationContext context) {
        try {
            Preview preview = preview(context);
            print(preview, context.getBean(DatabaseProperties.class).shown());
            if (!preview.missing().isEmpty()) {
                return FAILED;
            }
            return preview.isCurrent() ? CURRENT : WOULD_CHANGE;
        } catch (RuntimeException failure) {
            return failed(failure, context);
        }
    }

    private static int migrate(ConfigurableApplicationContext context) {
        try {
            String name = context.getBean(DatabaseProperties.class).shown();
            Preview before = preview(context);
            print(before, name);
            if (before.pending().isEmpty()) {
                return before.isCurrent() ? CURRENT : FAILED;
            }
            Migrations migrations = context.getBean(Migrations.class);
            migrations.migrate(context.getBean(DataSource.class));
            Preview after = migrations.preview(context.getBean(DataSource.class));
            System.out.println("Done.");
            print(after, name);
            return after.isCurrent() ? CURRENT : FAILED;
        } catch (RuntimeException failure) {
            return failed(failure, context);
        }
    }

    private static Preview preview(ConfigurableApplicationContext context) {
        Migrations migrations = context.getBean(Migrations.class);
        return context.getBean(DatabaseProperties.class).isNewFile()
                ? migrations.previewOfNew()
                : migrations.preview(context.getBean(DataSource.class));
    }

    private static int failed(RuntimeException failure, ConfigurableApplicationContext context) {
        System.err.println(DatabaseFailure.of(failure, context.getEnvironment())
                .map(DatabaseFailure::toString)
                .orElseGet(() -> "It failed: " + DatabaseFailure.root(failure)));
        return FAILED;
    }

    private static void print(Preview preview, String database) {
        if (preview.isNew()) {
            System.out.println(database + " is new: all tables are still to be made, with "
                    + preview.pending().size() + " changes.");
            return;
        }
        preview.missing().forEach(part -> System.out.println("missing: " + part));
        for (Change change : preview.pending()) {
            System.out.println("pending: " + change);
        }
        System.out.println(database
                + (preview.isCurrent()
                        ? " is up to date, and nothing that the program needs is missing."
                        : ": " + preview.pending().size() + " changes are pending, "
                                + preview.missing().size() + " parts are missing."));
    }
}
