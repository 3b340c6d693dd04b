package org.myotome.intake.hl7v2;

import ca.uhn.fhir.context.FhirContext;
import java.time.Clock;
import java.util.List;
import org.myotome.intake.Intake;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The ways in for HL7 v2. Each {@link Hl7Reader} bean adds the types of messages that it reads. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({Hl7Properties.class, MllpProperties.class})
class Hl7v2Configuration {

    @Bean
    Hl7v2Format hl7v2Format(List<Hl7Reader> readers, Hl7Properties properties) {
        return new Hl7v2Format(readers, properties.processingIds());
    }

    @Bean
    Hl7Receiver hl7Receiver(Intake intake) {
        return new Hl7Receiver(intake, Clock.systemUTC());
    }

    @Bean
    @ConditionalOnBooleanProperty(name = "myotome.intake.mllp.enabled", matchIfMissing = true)
    MllpListener mllpListener(MllpProperties properties, Hl7Receiver receiver) {
        return new MllpListener(properties, receiver);
    }

    @Bean
    ServletRegistrationBean<Hl7v2Servlet> hl7v2Servlet(
            Hl7Receiver receiver, FhirContext fhir, MllpProperties properties) {
        return new ServletRegistrationBean<>(
                new Hl7v2Servlet(receiver, fhir, properties.maxMessageSize(), Clock.systemUTC()), Hl7v2Servlet.PATH);
    }
}
