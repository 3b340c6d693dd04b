package org.myotome.server;

import java.net.InetAddress;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.hl7.fhir.r4.model.ValueSet;
import org.myotome.guide.Guide;
import org.myotome.storage.database.DatabaseName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;

/** Says in one line, when the server answers, where it is and what it holds. */
final class ReadyLine {

    private static final Logger LOG = LoggerFactory.getLogger("org.myotome.Myotome");

    private final Guide guide;
    private final DatabaseName database;

    ReadyLine(Guide guide, DatabaseName database) {
        this.guide = guide;
        this.database = database;
    }

    @EventListener
    void print(ApplicationReadyEvent ready) {
        if (ready.getApplicationContext() instanceof ServletWebServerApplicationContext web) {
            LOG.info(
                    "Ready at {}; database {}; {} profiles, {} value sets, {} codes",
                    where(web.getEnvironment(), web.getWebServer().getPort()),
                    database.shown(),
                    guide.all(StructureDefinition.class).size(),
                    guide.all(ValueSet.class).size(),
                    guide.all(CodeSystem.class).stream()
                            .mapToInt(system -> system.getConcept().size())
                            .sum());
        }
    }

    private static String where(Environment environment, int port) {
        InetAddress address = environment.getProperty("server.address", InetAddress.class);
        return address != null && address.isLoopbackAddress()
                ? "http://localhost:" + port + "/fhir, loopback only (no authorization configured)"
                : "https port " + port + ", /fhir, for clients with a certificate that is trusted";
    }
}
