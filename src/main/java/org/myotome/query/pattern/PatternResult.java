package org.myotome.query.pattern;

import java.util.List;

/** @param judgements of every distribution that some weak movement speaks for; none is ranked above another */
record PatternResult(Outcome outcome, List<Judgement> judgements) {

    PatternResult {
        judgements = List.copyOf(judgements);
    }
}
