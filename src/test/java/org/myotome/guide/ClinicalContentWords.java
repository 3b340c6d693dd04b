package org.myotome.guide;

import java.util.List;

/** The words of {@code docs/clinical-content.md} that no artefact holds. */
final class ClinicalContentWords {

    static final String UPDATE = "mvn test -Dtest=ClinicalContentTest -Dmyotome.update=true";

    static final String HEAD = """
            # Clinical content

            What a patient-education page says about muscle weakness, statement by statement: where Myotome represents it, which codes
            stand for it, and where each code came from. The page is the seed of Myotome: Cleveland Clinic, *Muscle weakness*, last
            reviewed 02/12/2025, <https://my.clevelandclinic.org/health/symptoms/muscle-weakness>; only its first part could be read.

            *This page is generated from `terminology/`, `profiles/`, `src/test/resources/domain/` and
            `src/test/resources/seed/statements.json`. Do not edit it. `ClinicalContentTest` fails when it is stale;
            `%s` writes it again.*

            How to read it:

            - **Origin** of a statement. *seed*: it stands on the seed page or in the seed text. *reconstructed*: the part of the page that
              has it could not be read or does not exist; it comes from the sources of its codes and must not be quoted as Cleveland
              Clinic's. All wording is Myotome's own.
            - **Codes** are Myotome's own unless a column names another system. Their system is
              `%s/CodeSystem/` and the name before the colon.
            - **Equivalence** of a code of another system: = it means the same, &lt; it says more (narrower), &gt; it says less (wider),
              ~ it is related, ≈ it overlaps. For causes, = and &lt; imply the cause; &gt; does not.
            - **Sources** are numbered; the list is at the end. *own* means that the concept is Myotome's own wording or rule.
            - **Confidence** of a code of another system. *verified*: code and name were seen in a copy of the code system, or in a value set
              or page of its owner or of a national body. Nothing less ships.
            """.formatted(UPDATE, Guide.BASE);

    /** The headings after the statements. */
    static final List<String> CODE_SECTIONS = List.of(
            "Codes of other systems",
            "Codes that public material misuses",
            "Verified codes that are not used",
            "Licences",
            "Sources");

    static final String FOREIGN = """
            ## Codes of other systems

            Every code of these systems in the artefacts, with the name, the confidence and the source of
            [codes.csv](../src/test/resources/domain/codes.csv) or [codes-added.csv](../src/test/resources/domain/codes-added.csv), whose
            [PROVENANCE.md](../src/test/resources/domain/PROVENANCE.md) explains them. Muscles and nerves of ISO/IEEE 11073-10101, elements
            of NINDS, texts of Praxis and FHIR's own codes are in the same lists and not repeated here. `CodesTest` compares every code
            with its name, use and place.
            """;

    static final String REFUSED = """
            ## Codes that public material misuses

            The research rejected each in the use that is named; the code itself may be right elsewhere. The server refuses the codes of
            [misused-cause-code](../terminology/ValueSet-misused-cause-code.json) and
            [misused-strength-code](../terminology/ValueSet-misused-strength-code.json); no artefact has the others in that use.
            """;

    static final String UNUSED = """
            ## Verified codes that are not used

            The research verified them, and no artefact uses them, for the reason given. Every other verified clinical code is used.
            """;

    private ClinicalContentWords() {}
}
