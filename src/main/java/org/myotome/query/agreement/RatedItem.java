package org.myotome.query.agreement;

import org.myotome.storage.projection.Code;
import org.myotome.strength.Side;

/** A movement or a key muscle on one side. */
record RatedItem(Code code, Side side) {}
