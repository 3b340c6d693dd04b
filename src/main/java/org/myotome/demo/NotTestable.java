package org.myotome.demo;

/** Why a movement has no grade: a code of data-absent-reason, and one of CodeSystem {@code not-testable-reason}. */
enum NotTestable {
    PAIN("not-performed", "pain"),
    CONTRACTURE("not-performed", "contracture"),
    IMMOBILISED("not-performed", "immobilised"),
    AMPUTATION("not-applicable", "amputation"),
    SEDATED("not-performed", "sedated"),
    UNABLE_TO_COOPERATE("not-performed", "unable-to-cooperate");

    private final String absence;
    private final String reason;

    NotTestable(String absence, String reason) {
        this.absence = absence;
        this.reason = reason;
    }

    String absence() {
        return absence;
    }

    String reason() {
        return reason;
    }
}
