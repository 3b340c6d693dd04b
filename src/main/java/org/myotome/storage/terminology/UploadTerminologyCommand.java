package org.myotome.storage.terminology;

import ca.uhn.fhir.jpa.term.api.ITermDeferredStorageSvc;
import ca.uhn.fhir.jpa.term.api.ITermLoaderSvc;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.myotome.AddedTerminology;
import org.myotome.Command;
import org.myotome.DatabaseAlone;
import org.springframework.context.ConfigurableApplicationContext;

/** Loads a code system that the user has the files of, such as a release of LOINC or SNOMED CT, into the database. */
public final class UploadTerminologyCommand implements Command {

    @Override
    public String name() {
        return "upload-terminology";
    }

    @Override
    public int run(List<String> arguments) {
        if (arguments.equals(List.of("--help"))) {
            System.out.print(UploadOptions.USAGE);
            return 0;
        }
        UploadOptions options;
        try {
            options = UploadOptions.read(arguments);
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            System.err.print(UploadOptions.USAGE);
            return 2;
        }
        Optional<ConfigurableApplicationContext> opened = DatabaseAlone.open(
                options.properties(),
                () -> System.err.println("A server is running on this database. Stop it, upload, and start it again."));
        if (opened.isEmpty()) {
            return 1;
        }
        try (ConfigurableApplicationContext server = opened.get()) {
            return upload(options, server);
        }
    }

    private static int upload(UploadOptions options, ConfigurableApplicationContext server) {
        var upload = new TerminologyUpload(
                server.getBean(ITermLoaderSvc.class),
                server.getBean(ITermDeferredStorageSvc.class),
                new UploadedRows(server.getBean(DataSource.class)),
                System.out::println);
        try {
            upload.run(options);
        } catch (BaseServerResponseException refused) {
            System.err.println("Not uploaded: " + refused.getMessage());
            return 1;
        }
        for (var system : server.getBean(AddedTerminology.class).systems()) {
            System.out.println("held: " + system.getUrl()
                    + (system.hasVersion() ? "|" + system.getVersion() : "") + ", "
                    + server.getBean(AddedTerminology.class).count(system) + " codes");
        }
        return 0;
    }
}
