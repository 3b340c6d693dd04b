package org.myotome.intake.storing;

/** What is being made of one message or of some rows. */
record Draft(ExaminationWriter writer, Entries entries, Origins origins) {}
