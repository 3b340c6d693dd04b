package org.myotome.demo;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.myotome.strength.SidedMovement;

/** All the patients of one seed. Each follows from the seed and its number alone; the same ones come out on any machine. */
final class SyntheticPatients {

    static final List<String> TESTERS = List.of("demo-tester-1", "demo-tester-2", "demo-tester-3", "demo-tester-4");

    /** No exam is later. A fixed day, because the clock would make another file every day. */
    private static final LocalDate LAST_DAY = LocalDate.of(2026, 11, 20);

    private final long seed;
    private final DemoCodes codes;

    SyntheticPatients(long seed, DemoCodes codes) {
        this.seed = seed;
        this.codes = codes;
    }

    Stream<SyntheticPatient> first(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(this::patient);
    }

    SyntheticPatient patient(int number) {
        Dice dice = Dice.of(seed, number);
        Illness illness = Illness.ofPatient(number);
        Course course = illness.course(dice);
        LocalDate lastExam = LAST_DAY.minusDays(dice.whole(1, 700));
        List<Integer> days = course.examDays();
        LocalDate onset = lastExam.minusDays(days.get(days.size() - 1));
        int age = illness.age(dice);
        LocalDate birthDate = lastExam.minusYears(age).minusDays(dice.whole(1, 364));
        boolean female = dice.chance(0.5);
        boolean halfGrades = illness.halfGrades(dice);
        // A sequence of its own: what was added later leaves the grades of a seed as they were.
        Dice storyDice = Dice.of(~seed, number);
        Hands hands = Hands.draw(female, age, storyDice);
        List<SidedMovement> movements = codes.movements(illness.extraMovements());
        List<Exam> exams = IntStream.range(0, days.size())
                .mapToObj(exam -> new Exam(
                        header(number, exam, onset.plusDays(days.get(exam)), dice),
                        halfGrades,
                        movements.stream()
                                .map(movement -> finding(course, movement, exam, halfGrades))
                                .toList(),
                        hands.at(course, exam)))
                .toList();
        return new SyntheticPatient(number, illness, female, birthDate, onset, course.story(storyDice), exams);
    }

    private static ExamHeader header(int number, int exam, LocalDate day, Dice dice) {
        String patient = SyntheticPatient.id(number);
        LocalTime time = LocalTime.of(dice.whole(8, 16), dice.whole(0, 59));
        return new ExamHeader(patient, patient + "-e" + (exam + 1), dice.oneOf(TESTERS), day + "T" + time + ":00Z");
    }

    private static Finding finding(Course course, SidedMovement movement, int exam, boolean halfGrades) {
        return course.hindrance(movement, exam)
                .map(hindrance -> Finding.notTestable(movement, hindrance))
                .orElseGet(() -> Finding.graded(movement, course.weakness(movement, exam), halfGrades));
    }
}
