package org.myotome.query.pattern;

import org.myotome.FhirOperation;
import org.myotome.guide.Guide;
import org.myotome.query.AnswerJson;
import org.myotome.query.AskedItems;
import org.myotome.query.AskedPatients;
import org.myotome.storage.projection.StrengthResults;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Reads the anatomy once; a table with a fault stops the start. */
@Configuration(proxyBeanMethods = false)
class PatternConfiguration {

    @Bean
    FhirOperation weaknessPatternOperation(
            Guide guide, StrengthResults results, AskedPatients patients, AskedItems items, AnswerJson json) {
        PatternTable table = PatternTable.load();
        Anatomy anatomy = new AnatomyReader(guide, table).read();
        var answer = new PatternAnswer(table, anatomy, items, new FittingCauses(guide));
        return new WeaknessPatternOperation(results, patients, table, anatomy, answer, json);
    }
}
