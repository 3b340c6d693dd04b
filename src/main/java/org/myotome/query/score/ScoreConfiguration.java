package org.myotome.query.score;

import java.util.List;
import org.myotome.FhirOperation;
import org.myotome.guide.Guide;
import org.myotome.guide.ScoreRecipes;
import org.myotome.guide.StrengthCodes;
import org.myotome.guide.ValueSetCodes;
import org.myotome.query.AskedCohort;
import org.myotome.query.AskedItems;
import org.myotome.query.AskedPatients;
import org.myotome.query.score.ScoreWork.Records;
import org.myotome.storage.ResourceStore;
import org.myotome.storage.projection.PatientRecords;
import org.myotome.storage.projection.StoredObservations;
import org.myotome.storage.projection.StrengthResults;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The operations that form scores. */
@Configuration(proxyBeanMethods = false)
class ScoreConfiguration {

    private final Guide guide;
    private final AskedItems items;
    private final ResourceStore store;
    private final Records records;
    private final ScoreRecipes recipes;

    ScoreConfiguration(
            Guide guide,
            AskedItems items,
            ResourceStore store,
            StrengthResults results,
            StoredObservations observations,
            PatientRecords patients,
            AskedPatients asked,
            AskedCohort cohorts) {
        this.guide = guide;
        this.items = items;
        this.store = store;
        this.records = new Records(results, observations, patients, asked, cohorts);
        this.recipes = new ScoreRecipes(guide, new ValueSetCodes(guide));
    }

    @Bean
    FhirOperation mrcSumScoreOperation() {
        return new MrcSumScoreOperation(
                work(MrcSumScoreOperation.NAME, StrengthCodes.MOVEMENT, List.of(ScoreAnswer.SUM_SCORE)));
    }

    @Bean
    FhirOperation isncsciMotorScoreOperation() {
        return new IsncsciMotorScoreOperation(work(
                IsncsciMotorScoreOperation.NAME,
                StrengthCodes.KEY_MUSCLE,
                List.of("uems", "lems", "isncsci-motor-total")));
    }

    private ScoreWork work(String operation, String itemSystem, List<String> codes) {
        List<ScoreOfExam> scores = codes.stream()
                .map(code -> new ScoreOfExam(code, itemSystem, recipes.of(code).orElseThrow()))
                .toList();
        ScoreAnswer answer = new ScoreAnswer(guide, items, itemSystem);
        ScoreObservations observations = new ScoreObservations(records.observations(), items, answer, operation);
        return new ScoreWork(
                records, new Scoring(records.results(), scores), answer, new ScoreStore(store, observations));
    }
}
