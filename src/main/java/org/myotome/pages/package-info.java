/**
 * The guide as pages for people, below {@code /guide}. In come the artefacts of {@code guide}, the examples, and the
 * documents of {@code docs/}; out go HTML pages and the files behind them, each made when it is first asked for and kept.
 * It must not store anything, ask the database, or hold words that stand in an artefact or document.
 */
@NullMarked
package org.myotome.pages;

import org.jspecify.annotations.NullMarked;
