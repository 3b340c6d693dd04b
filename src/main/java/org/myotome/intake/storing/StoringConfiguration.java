package org.myotome.intake.storing;

import ca.uhn.fhir.context.FhirContext;
import java.time.Clock;
import java.util.List;
import org.myotome.guide.Guide;
import org.myotome.intake.IntakeProperties;
import org.myotome.intake.MessageFormat;
import org.myotome.intake.RowIntake;
import org.myotome.intake.mapping.Senders;
import org.myotome.storage.IdentifiedResources;
import org.myotome.storage.JointWrites;
import org.myotome.storage.ResourceStore;
import org.myotome.storage.messages.KeptMessages;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Joins maps, store and formats. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IntakeProperties.class)
class StoringConfiguration {

    @Bean
    Senders senders(FhirContext fhir, Guide guide, IntakeProperties properties) {
        return new Senders(fhir, guide, properties.senders());
    }

    @Bean
    Drafting drafting(Senders senders, IdentifiedResources identified, ResourceStore store) {
        return new Drafting(senders, Stored.in(identified, store));
    }

    @Bean
    MessageIntake messageIntake(
            List<MessageFormat> formats,
            Senders senders,
            Drafting drafting,
            KeptMessages kept,
            JointWrites writes,
            FhirContext fhir) {
        MessageWriter writer = new MessageWriter(senders, drafting, writes::store);
        return new MessageIntake(formats, writer, kept, writes, fhir, Clock.systemUTC());
    }

    @Bean
    RowIntake rowIntake(Senders senders, Drafting drafting, JointWrites writes, MessageIntake messages) {
        return new TableIntake(new RowWriter(senders, drafting, writes::store), writes, messages);
    }
}
