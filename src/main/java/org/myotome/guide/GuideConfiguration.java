package org.myotome.guide;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Hands out the guide, which is loaded once. */
@Configuration(proxyBeanMethods = false)
class GuideConfiguration {

    @Bean
    Guide guide(GuideLoading loading) {
        return loading.guide();
    }

    @Bean
    StrengthCodes strengthCodes(Guide guide) {
        return new StrengthCodes(guide);
    }
}
