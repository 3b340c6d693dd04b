package org.myotome.query.pattern;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.myotome.strength.Side;
import org.myotome.strength.SidedMovement;

/** An exam of random movements and grades; the same seed gives the same exam. */
final class RandomExam {

    private RandomExam() {}

    /** Some exams are nearly normal and some nearly all weak, so that every rule comes to bear. */
    static Map<SidedMovement, String> of(long seed) {
        Random random = new Random(seed);
        double tested = random.nextDouble();
        double weak = random.nextDouble() * random.nextDouble();
        boolean focal = random.nextBoolean();
        Limb limb = Limb.ALL.get(random.nextInt(Limb.ALL.size()));
        Map<SidedMovement, String> exam = new LinkedHashMap<>();
        for (SidedMovement movement : shuffled(random)) {
            if (random.nextDouble() < tested) {
                boolean here = !focal
                        || Grades.ANATOMY
                                                .movement(movement.movement())
                                                .orElseThrow()
                                                .region()
                                        == limb.region()
                                && movement.side() == limb.side();
                exam.put(
                        movement,
                        here && random.nextDouble() < weak
                                ? Grades.CODES.get(random.nextInt(Grades.CODES.size() - 1))
                                : "5");
            }
        }
        return exam;
    }

    private static List<SidedMovement> shuffled(Random random) {
        List<SidedMovement> all = new ArrayList<>();
        for (Limb limb : Limb.ALL) {
            Grades.ANATOMY
                    .movements(limb.region())
                    .forEach(movement -> all.add(new SidedMovement(movement.code(), limb.side())));
        }
        all.add(new SidedMovement("neck-flexion", Side.NONE));
        Collections.shuffle(all, random);
        return all;
    }

    static PatternResult judge(Map<SidedMovement, String> exam) {
        List<Finding> findings = new ArrayList<>();
        exam.forEach((movement, code) -> findings.add(Grades.finding(movement, code)));
        return Patterns.judge(new Findings(Grades.ANATOMY, findings));
    }

    /** The verdict on each distribution that was judged, by its name. */
    static Map<String, Verdict> verdicts(PatternResult result) {
        Map<String, Verdict> verdicts = new LinkedHashMap<>();
        result.judgements()
                .forEach(judgement -> verdicts.put(judgement.pattern().toString(), judgement.verdict()));
        return verdicts;
    }
}
