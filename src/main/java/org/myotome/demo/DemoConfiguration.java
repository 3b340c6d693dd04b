package org.myotome.demo;

import org.myotome.guide.Guide;
import org.myotome.storage.ResourceStore;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Loads the demo set if {@code myotome.demo} is true. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty("myotome.demo")
class DemoConfiguration {

    @Bean
    DemoLoader demoLoader(ResourceStore store, Guide guide) {
        DemoCodes codes = new DemoCodes(guide);
        return new DemoLoader(store, new SyntheticPatients(DemoLoader.SEED, codes), new DemoResources(codes));
    }
}
