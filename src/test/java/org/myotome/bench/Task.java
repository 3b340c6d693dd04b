package org.myotome.bench;

/** What is measured, and with how many clients. */
record Task(Work work, int clients) {}
