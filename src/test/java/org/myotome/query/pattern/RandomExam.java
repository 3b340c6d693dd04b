package org.myotome.query.pattern;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import org.myotome.strength.Side;
import org.myotome.strength.SidedMovement;

/** An exam of random movements and grades; the same seed gives the same exam. */
final class RandomExam {

    private RandomExam() {}

    /** What is weak is a random part of some distribution, or of everything, so that every rule comes to bear. */
    static Map<SidedMovement, String> of(long seed) {
        Random random = new Random(seed);
        double tested = Math.sqrt(random.nextDouble());
        double weak = Math.sqrt(random.nextDouble());
        Predicate<Finding> target = target(random);
        int weakest = random.nextInt(Grades.CODES.size() - 1);
        int grades = Math.min(1 + random.nextInt(3), Grades.CODES.size() - 1 - weakest);
        List<Limb> left =
                Limb.ALL.stream().filter(limb -> random.nextInt(6) == 0).toList();
        Map<SidedMovement, String> exam = new LinkedHashMap<>();
        for (SidedMovement movement : shuffled(random)) {
            boolean isLeftOut = left.stream().anyMatch(Grades.finding(movement, "5")::isIn);
            if (!isLeftOut && random.nextDouble() < tested) {
                boolean isWeak = target.test(Grades.finding(movement, "5")) && random.nextDouble() < weak;
                exam.put(movement, isWeak ? Grades.CODES.get(weakest + random.nextInt(grades)) : "5");
            }
        }
        return exam;
    }

    private static Predicate<Finding> target(Random random) {
        Limb limb = Limb.ALL.get(random.nextInt(Limb.ALL.size()));
        Part part = random.nextBoolean() ? Part.PROXIMAL : Part.DISTAL;
        return switch (random.nextInt(9)) {
            case 0 -> finding -> true;
            case 1 -> finding -> finding.isIn(limb);
            case 2 -> finding -> finding.side() == limb.side();
            case 3 -> finding -> finding.movement().region() == Region.LEG;
            case 4, 8 -> finding -> finding.movement().part() == part;
            case 5 -> {
                String root = any(random, Grades.ANATOMY.roots(limb.region()));
                yield finding -> finding.isIn(limb) && finding.movement().hasRoot(root);
            }
            case 6 -> {
                Set<String> nerve = Grades.ANATOMY.nerves().with(any(random, Grades.ANATOMY.nerves(limb.region())));
                yield finding -> finding.isIn(limb) && finding.movement().isSuppliedBy(nerve);
            }
            default -> {
                Plexus plexus = any(random, Grades.ANATOMY.plexuses());
                yield finding -> finding.side() == limb.side() && plexus.isCore(finding.movement());
            }
        };
    }

    private static <T> T any(Random random, List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
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
