package org.myotome.terminology;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Optional;
import org.hl7.fhir.r4.model.ValueSet;
import org.hl7.fhir.r4.model.ValueSet.ConceptReferenceDesignationComponent;
import org.jspecify.annotations.Nullable;
import org.myotome.RequestProblem;

/**
 * The languages in which a client wants displays: the parameter {@code displayLanguage}, or else the header
 * {@code Accept-Language}. Both are written like that header: {@code de, fr;q=0.8}.
 *
 * @param sent   as it was written
 * @param wanted the most wanted first; empty if the client does not mind
 * @param strict whether a display in any other language is refused ({@code *;q=0}); then there is none rather than that
 */
record TerminologyLanguages(String sent, List<String> wanted, boolean strict) {

    static final TerminologyLanguages ANY = new TerminologyLanguages("--", List.of(), false);

    /** The header in which a client says it for every request. */
    static final String HEADER = "Accept-Language";

    private static final String ALL = "*";

    /** @param header the value of {@code Accept-Language}; one that cannot be read does not count */
    static TerminologyLanguages of(TerminologyParameters in, @Nullable String header) {
        return in.text("displayLanguage")
                .map(text -> parse(text).orElseThrow(() -> noLanguage(text)))
                .or(() -> Optional.ofNullable(header).flatMap(TerminologyLanguages::parse))
                .orElse(ANY);
    }

    private static RuntimeException noLanguage(String text) {
        return TerminologyProblem.worded(
                RequestProblem.invalid("Parameter displayLanguage is \"" + text
                        + "\". It must be a language tag such as de or en-GB, or a list of them as in the header "
                        + "Accept-Language: de, en;q=0.5."),
                "invalid-display",
                new CodeText("INVALID_DISPLAY_NAME", "Invalid displayLanguage: '" + text + "'"));
    }

    /** As {@link #of(TerminologyParameters, String)}; where nobody says a language, that of the value set counts. */
    static TerminologyLanguages of(TerminologyParameters in, @Nullable String header, ValueSet valueSet) {
        var asked = of(in, header);
        return asked != ANY
                ? asked
                : ExpansionSettings.displayLanguage(valueSet)
                        .or(() -> Optional.ofNullable(valueSet.getLanguage()))
                        .flatMap(TerminologyLanguages::parse)
                        .orElse(ANY);
    }

    private static Optional<TerminologyLanguages> parse(String text) {
        try {
            var ranges =
                    LanguageRange.parse(text.replaceAll("\\s*([;,=])\\s*", "$1").strip());
            var strict = ranges.stream().anyMatch(range -> range.getRange().equals(ALL) && range.getWeight() == 0);
            return Optional.of(new TerminologyLanguages(
                    text,
                    ranges.stream()
                            .filter(range -> range.getWeight() > 0)
                            .sorted(Comparator.comparingDouble(LanguageRange::getWeight)
                                    .reversed())
                            .map(LanguageRange::getRange)
                            .takeWhile(range -> !range.equals(ALL))
                            .toList(),
                    strict));
        } catch (IllegalArgumentException | IndexOutOfBoundsException notATag) {
            // Java stumbles over some texts, such as a hyphen alone, instead of refusing them.
            return Optional.empty();
        }
    }

    boolean isAny() {
        return wanted.isEmpty();
    }

    /** The name in the most wanted language, else the display unless the client refuses other languages. */
    Optional<String> display(ExpansionMember member) {
        for (var language : wanted) {
            if (fits(language, member.language()) && member.display() != null) {
                return Optional.of(member.display());
            }
            var term = member.terms().stream()
                    .filter(name -> name.hasLanguage() && fits(language, name.getLanguage()))
                    .map(ConceptReferenceDesignationComponent::getValue)
                    .findFirst();
            if (term.isPresent()) {
                return term;
            }
        }
        return strict ? Optional.empty() : Optional.ofNullable(member.display());
    }

    /**
     * The names that are right in these languages. A name of which nobody says the language, such as {@code 4+/5}, is right
     * in each.
     */
    List<MemberName> rightNames(ExpansionMember member) {
        return member.names()
                .filter(name -> isAny() || name.language() == null || fits(name.language()))
                .toList();
    }

    private boolean fits(String language) {
        return wanted.stream().anyMatch(one -> fits(one, language));
    }

    /** German is served by Swiss German, and who wants Swiss German understands German. */
    private static boolean fits(String wanted, @Nullable String language) {
        if (language == null) {
            return false;
        }
        var one = wanted.toLowerCase(Locale.ROOT);
        var other = language.toLowerCase(Locale.ROOT);
        return one.equals(other) || other.startsWith(one + "-") || one.startsWith(other + "-");
    }
}
