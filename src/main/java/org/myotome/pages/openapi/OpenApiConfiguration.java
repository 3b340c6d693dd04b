package org.myotome.pages.openapi;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Offers the document; nothing of it is made before it is asked for. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

    @Bean
    OpenApiPages openApiPages() {
        return new OpenApiPages();
    }
}
