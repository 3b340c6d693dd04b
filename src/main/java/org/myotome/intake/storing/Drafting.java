package org.myotome.intake.storing;

import org.myotome.intake.Sender;
import org.myotome.intake.mapping.Senders;
import org.myotome.storage.IdentifiedResources;
import org.myotome.storage.ResourceStore;

/** Begins drafts. */
final class Drafting {

    private final Senders senders;
    private final IdentifiedResources identified;
    private final ResourceStore store;

    Drafting(Senders senders, IdentifiedResources identified, ResourceStore store) {
        this.senders = senders;
        this.identified = identified;
        this.store = store;
    }

    Draft begin(Sender sender) {
        Entries entries = new Entries(store);
        Origins origins = new Origins();
        People people = new People(sender, senders, identified, entries);
        return new Draft(new ExaminationWriter(sender, people, identified, store, entries, origins), entries, origins);
    }
}
