package org.myotome.storage.terminology;

import ca.uhn.fhir.jpa.term.api.ITermCodeSystemStorageSvc;
import ca.uhn.fhir.jpa.term.api.ITermDeferredStorageSvc;
import ca.uhn.fhir.jpa.term.api.ITermLoaderSvc;
import javax.sql.DataSource;
import org.myotome.AddedTerminology;
import org.myotome.storage.ResourceStore;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Takes what users add, and offers it to the terminology operations. */
@Configuration(proxyBeanMethods = false)
class AddedTerminologyConfiguration {

    @Bean
    AddedTerminology addedTerminology(DataSource database, ObjectProvider<ResourceStore> store) {
        return new AddedCodeSystems(database, store);
    }

    @Bean
    TerminologyUpload terminologyUpload(
            ITermLoaderSvc loader,
            ITermCodeSystemStorageSvc storage,
            ITermDeferredStorageSvc putOff,
            DataSource database,
            AddedTerminology added) {
        return new TerminologyUpload(
                loader, new SnomedUpload(storage, putOff), putOff, new UploadedRows(database), added);
    }

    @Bean
    ServletRegistrationBean<UploadServlet> uploadServlet(TerminologyUpload upload) {
        return new ServletRegistrationBean<>(new UploadServlet(upload), UploadServlet.PATH);
    }
}
