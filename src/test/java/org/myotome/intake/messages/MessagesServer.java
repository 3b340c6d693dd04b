package org.myotome.intake.messages;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.sql.SQLException;
import java.util.UUID;
import org.myotome.Answer;
import org.myotome.RunningServer;
import org.myotome.storage.messages.KeptMessage;
import org.myotome.storage.messages.KeptMessages;
import org.myotome.storage.messages.MessageDatabase;
import org.myotome.storage.messages.MessageReports;
import org.myotome.storage.messages.MessageSearch;
import org.myotome.storage.messages.TableCounts;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.servlet.ServletRegistrationBean;

/** The addresses below {@code /intake} that take no messages in, on a database of their own, and a client for them. */
final class MessagesServer implements AutoCloseable {

    private static final FhirContext FHIR = FhirContext.forR4Cached();

    private final MessageDatabase database = MessageDatabase.on(MessageDatabase.H2);
    private final KeptMessages messages = database.messages();
    private final FakeIntake intake = new FakeIntake(messages);
    private final WebServer tomcat;
    private final RunningServer client;

    MessagesServer() {
        Routes routes = new Routes(
                new MessageEndpoint(new MessageSearch(database.database()), messages, intake, FHIR),
                new ReportEndpoint(new MessageReports(database.database())));
        tomcat = new TomcatServletWebServerFactory(0)
                .getWebServer(new ServletRegistrationBean<>(new MessagesServlet(routes, FHIR), "/intake/*"));
        tomcat.start();
        client = RunningServer.at(tomcat.getPort());
    }

    FakeIntake intake() {
        return intake;
    }

    KeptMessage keep(KeptMessage message) {
        messages.keep(message);
        return message;
    }

    void keepTable(String sender, TableCounts counts) {
        database.tables().add(UUID.randomUUID().toString(), sender, MessageDatabase.NOON, counts);
    }

    /** @param path below {@code /intake} */
    Answer get(String path, String... headers) {
        return client.get(root() + path, headers);
    }

    Answer getLink(String address) {
        return client.get(address);
    }

    Answer getAsPasted(String path) {
        return client.getAsPasted("/intake" + path);
    }

    Answer send(String method, String path) {
        return client.send(method, root() + path, "");
    }

    Answer replay(KeptMessage message) {
        return send("POST", "/messages/" + message.id() + "/$replay");
    }

    private String root() {
        return client.base().replace("/fhir", "/intake");
    }

    @Override
    public void close() throws IOException, SQLException {
        tomcat.stop();
        database.close();
    }
}
