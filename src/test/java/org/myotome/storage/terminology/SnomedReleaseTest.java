package org.myotome.storage.terminology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import ca.uhn.fhir.jpa.entity.TermCodeSystemVersion;
import ca.uhn.fhir.jpa.entity.TermConcept;
import ca.uhn.fhir.jpa.entity.TermConceptDesignation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What counts in a release of SNOMED CT with its history, and what is said of one that is not whole. */
class SnomedReleaseTest {

    private static final String PARENT = "267607008";
    private static final String CHILD = "82732003";

    @TempDir
    private Path directory;

    @Test
    void theLatestRowsCountAndEveryNameIsKept() throws IOException {
        Path zip = Files.write(directory.resolve("release.ZIP"), TinyRelease.snomedCt(PARENT, List.of(CHILD)));
        TermCodeSystemVersion version = new TermCodeSystemVersion();
        Map<Long, TermConcept> codes = SnomedRelease.read(List.of(zip)).into(version);
        TermConcept child = codes.get(Long.valueOf(CHILD));
        String full = TinyRelease.display(UploadOptions.SNOMED_CT, CHILD);
        assertThat(codes).hasSize(2);
        assertThat(child.getDisplay()).isEqualTo(full);
        assertThat(child.getDesignations())
                .extracting(TermConceptDesignation::getValue, TermConceptDesignation::getUseDisplay)
                .containsExactly(tuple(full, "Fully specified name"), tuple(TinyRelease.withoutTag(full), "Synonym"));
        assertThat(child.getParents())
                .extracting(link -> link.getParent().getCode())
                .containsExactly(PARENT);
        assertThat(version.getConcepts()).extracting(TermConcept::getCode).containsExactly(PARENT);
    }

    @Test
    void whatIsMissingIsNamed() throws IOException {
        refused("No rows of a file sct2_Concept_Full…", "readme.txt", "Of no use");
        refused("No rows of a file sct2_Description_Full…", "sct2_Concept_Full_INT.txt", """
                id\teffectiveTime\tactive\tmoduleId\tdefinitionStatusId
                267607008\t20240101\t1\t900000000000207008\t
                """);
    }

    @Test
    void aRowThatIsNoneIsNamed() throws IOException {
        refused("sct2_Concept_Full_INT.txt, line 2, is no row", "sct2_Concept_Full_INT.txt", """
                id\teffectiveTime\tactive\tmoduleId\tdefinitionStatusId
                267607008\tyesterday\t1\t900000000000207008\t
                """);
        refused("line 3, is no row", "sct2_Concept_Full_INT.txt", """
                id\teffectiveTime\tactive\tmoduleId\tdefinitionStatusId
                267607008\t20240101\t1\t900000000000207008\t
                267607008\t20240101
                """);
    }

    private void refused(String why, String name, String content) throws IOException {
        Path file = Files.writeString(directory.resolve(name), content);
        assertThatThrownBy(() -> SnomedRelease.read(List.of(file)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }
}
