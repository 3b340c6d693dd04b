package org.myotome.server;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where the package of the guide is found. */
@Configuration(proxyBeanMethods = false)
class GuidePackageConfiguration {

    @Bean
    ServletRegistrationBean<GuidePackageServlet> guidePackageServlet(@Value("${myotome.version}") String version) {
        return new ServletRegistrationBean<>(new GuidePackageServlet(version), GuidePackageServlet.PATH);
    }
}
