package org.myotome.intake.messages;

import ca.uhn.fhir.context.FhirContext;
import org.myotome.intake.Intake;
import org.myotome.storage.messages.KeptMessages;
import org.myotome.storage.messages.MessageReports;
import org.myotome.storage.messages.MessageSearch;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What people may ask about messages. */
@Configuration(proxyBeanMethods = false)
class MessagesConfiguration {

    /** The addresses that take messages in are longer, and so are not taken by it. */
    @Bean
    ServletRegistrationBean<MessagesServlet> messagesServlet(
            MessageSearch search, KeptMessages messages, MessageReports reports, Intake intake, FhirContext fhir) {
        Routes routes = new Routes(new MessageEndpoint(search, messages, intake, fhir), new ReportEndpoint(reports));
        return new ServletRegistrationBean<>(new MessagesServlet(routes, fhir), "/intake/*");
    }
}
