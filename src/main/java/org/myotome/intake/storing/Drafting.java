package org.myotome.intake.storing;

import org.myotome.intake.Sender;
import org.myotome.intake.mapping.Senders;

/** Begins drafts. */
final class Drafting {

    private final Senders senders;
    private final Stored stored;

    Drafting(Senders senders, Stored stored) {
        this.senders = senders;
        this.stored = stored;
    }

    Draft begin(Sender sender) {
        Entries entries = new Entries(stored);
        Origins origins = new Origins();
        People people = new People(sender, senders, stored, entries);
        return new Draft(new ExaminationWriter(sender, people, stored, entries, origins), entries, origins);
    }
}
