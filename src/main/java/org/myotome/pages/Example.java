package org.myotome.pages;

import java.util.List;
import java.util.Locale;

/**
 * An example from {@code profiles/examples}.
 *
 * @param folder {@code valid}, {@code invalid}, {@code gate} or {@code exams}
 * @param stem the name of the file without its ending; of what is refused it begins with the reason and {@code --}
 * @param type the resource type
 * @param profiles the canonicals that it, or a resource in it, claims
 * @param json the file as it is
 */
record Example(String folder, String stem, String type, List<String> profiles, String json) {

    boolean isAccepted() {
        return folder.equals("valid") || folder.equals("exams");
    }

    /** What the server refuses it by: the code of a rule, or the path of an element; empty if it accepts it. */
    String reason() {
        return isAccepted() ? "" : stem.substring(0, stem.indexOf("--"));
    }

    String title() {
        String words = (isAccepted() ? stem : stem.substring(stem.indexOf("--") + 2)).replace('-', ' ');
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /** The name of its files in the guide, without their ending. */
    String file() {
        return isAccepted() ? type + "-" + stem : folder + "-" + stem;
    }
}
