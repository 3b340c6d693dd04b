package org.myotome.intake.hl7v2;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Reads results. */
@Configuration(proxyBeanMethods = false)
class OruConfiguration {

    @Bean
    Hl7Reader oruReader() {
        return new OruReader();
    }
}
