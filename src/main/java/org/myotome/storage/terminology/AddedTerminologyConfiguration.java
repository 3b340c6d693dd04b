package org.myotome.storage.terminology;

import javax.sql.DataSource;
import org.myotome.AddedTerminology;
import org.myotome.storage.ResourceStore;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Offers what users have added to the terminology operations. */
@Configuration
class AddedTerminologyConfiguration {

    @Bean
    AddedTerminology addedTerminology(DataSource database, ObjectProvider<ResourceStore> store) {
        return new AddedCodeSystems(database, store);
    }
}
