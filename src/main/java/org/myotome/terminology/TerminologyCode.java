package org.myotome.terminology;

/** A code and the URI of the system that gives it its meaning: the digit alone says nothing. */
record TerminologyCode(String system, String code) {

    @Override
    public String toString() {
        return system + "|" + code;
    }
}
