package org.myotome.pages;

import java.util.Map;
import java.util.function.Supplier;

/** A kind of pages. */
interface PageSource {

    /** How each page is made, by the name of its file. Nothing is made before it is asked for. */
    Map<String, Supplier<Page>> pages();
}
