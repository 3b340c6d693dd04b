package org.myotome.pages;

import ca.uhn.fhir.context.FhirContext;
import java.util.List;
import org.myotome.guide.Guide;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the guide below {@code /guide}. Nothing of it is read or made before somebody asks for a page. */
@Configuration(proxyBeanMethods = false)
class PagesConfiguration {

    /** Where browsers look for an icon of pages that name none, such as the Swagger page and FHIR itself. */
    static final String ICON = "/favicon.ico";

    @Bean
    ServletRegistrationBean<GuideServlet> guideServlet(
            Guide guide, FhirContext fhir, @Value("${myotome.version}") String version) {
        Layout layout = new Layout(new Templates(), version);
        GuidePages pages = new GuidePages(() -> sources(guide, fhir, layout));
        return new ServletRegistrationBean<>(new GuideServlet(pages, layout), "/guide/*", ICON);
    }

    private static List<PageSource> sources(Guide guide, FhirContext fhir, Layout layout) {
        ValidationRules rules = new ValidationRules(guide);
        Examples examples = new Examples(rules);
        Documents documents = new Documents();
        return List.of(
                new ListPages(guide, layout, examples, documents, new Notice()),
                new ArtefactPages(guide, fhir, layout, examples, rules, documents),
                new ExamplePages(examples, rules, new Addresses(guide), fhir, layout),
                new DocumentPages(guide, documents, examples, layout),
                new FixedPages());
    }
}
