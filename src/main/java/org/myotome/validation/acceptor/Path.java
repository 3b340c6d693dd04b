package org.myotome.validation.acceptor;

import java.util.List;

/** A FHIRPath expression that was compiled once. Values are items, strings, booleans and numbers. */
@FunctionalInterface
interface Path {

    /** @throws Uncertain where it does not know what the validator would make of it */
    List<Object> evaluate(Focus focus, List<Object> input);
}
