package org.myotome.demo;

import java.util.List;

/**
 * What is known of a patient beside the exams. Every code is one of Myotome's own CodeSystems; days count from that of the
 * course, as those of the exams do.
 *
 * @param course in CodeSystem {@code weakness-course}
 * @param finding what the weakness is called: a code of ValueSet {@code weakness-finding}
 * @param began the day on which the weakness began; negative if that was before the first day of the course
 * @param asked the day on which the patient answered the questionnaire
 * @param symptoms in CodeSystem {@code weakness-symptom}
 * @param plan in ValueSet {@code weakness-care}
 */
record Story(
        String course,
        String finding,
        int began,
        int asked,
        List<String> symptoms,
        List<Sign> signs,
        List<Treatment> treatments,
        List<String> plan) {

    /** The red flags that there are or were when the patient was asked. */
    List<String> flagsWhenAsked() {
        return signs.stream()
                .filter(sign -> sign.present() && sign.day() <= asked)
                .map(Sign::flag)
                .toList();
    }
}
