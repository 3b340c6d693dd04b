package org.myotome.demo;

import ca.uhn.fhir.context.FhirContext;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.myotome.Command;
import org.myotome.guide.Guide;
import org.springframework.boot.logging.LoggingSystem;

/** Writes any number of synthetic patients as NDJSON, for benchmarks and imports. */
public final class GenerateCommand implements Command {

    @Override
    public String name() {
        return "generate";
    }

    @Override
    public int run(List<String> arguments) {
        GenerateOptions options;
        try {
            options = GenerateOptions.parse(arguments);
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            System.err.print(GenerateOptions.USAGE);
            return 2;
        }
        try {
            // Log lines must not get between the resources; until a logging system is initialised it lets nothing
            // through.
            LoggingSystem.get(getClass().getClassLoader()).beforeInitialize();
            generate(options);
            return 0;
        } catch (IOException failed) {
            System.err.println("Not written: " + failed);
            return 1;
        }
    }

    private static void generate(GenerateOptions options) throws IOException {
        try (OutputStream out = new BufferedOutputStream(open(options.out()), 1 << 20)) {
            FhirContext fhir = FhirContext.forR4Cached();
            DemoCodes codes = new DemoCodes(Guide.load(fhir));
            SyntheticPatients patients = new SyntheticPatients(options.seed(), codes);
            NdjsonWriter writer = new NdjsonWriter(new DemoResources(codes), fhir, out);
            writer.writeTesters();
            for (int number = 1; number <= options.patients(); number++) {
                writer.write(patients.patient(number));
            }
            System.err.println(options.patients() + " patients, " + writer.lines() + " resources");
        }
    }

    private static OutputStream open(String out) throws IOException {
        return out.equals("-") ? new FileOutputStream(FileDescriptor.out) : Files.newOutputStream(Path.of(out));
    }
}
