package org.myotome.storage.terminology;

import ca.uhn.fhir.jpa.entity.TermCodeSystemVersion;
import ca.uhn.fhir.jpa.entity.TermConcept;
import ca.uhn.fhir.jpa.entity.TermConceptDesignation;
import ca.uhn.fhir.jpa.entity.TermConceptParentChildLink.RelationshipTypeEnum;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * The codes that are active at the end of a release of SNOMED CT (Full), with every name and with what is a kind of what.
 * HAPI's own loader keeps one name of a code, whichever comes last in the file, so that the others are refused as wrong; takes
 * rows for true that a later row withdraws; and loses the hierarchy where "Is a" has another name, as in editions that are not
 * English (HAPI's issue 6492 and pull request 7900, both open).
 */
final class SnomedRelease {

    private static final String CONCEPTS = "sct2_Concept_Full";
    private static final String NAMES = "sct2_Description_Full";
    private static final String RELATIONS = "sct2_Relationship_Full";

    private static final long IS_A = 116_680_003L;
    private static final long FULLY_SPECIFIED_NAME = 900_000_000_000_003_001L;

    private final Map<Long, Existence> concepts = new HashMap<>();
    private final Map<Long, Name> names = new TreeMap<>();
    private final Map<Long, Kind> kinds = new TreeMap<>();

    /** What holds from a day on, or not any more. */
    private sealed interface Statement permits Existence, Name, Kind {
        int since();

        boolean active();
    }

    private record Existence(int since, boolean active) implements Statement {}

    private record Name(int since, boolean active, long concept, String language, long type, String term)
            implements Statement {

        boolean isFull() {
            return type == FULLY_SPECIFIED_NAME;
        }
    }

    private record Kind(int since, boolean active, long child, long parent) implements Statement {}

    private SnomedRelease() {}

    /**
     * Reads the files of a release, zipped or not; what else is in it does not matter.
     *
     * @throws IllegalArgumentException with a sentence for the user, if one of the three files is not there or is not in its form
     */
    static SnomedRelease read(List<Path> files) throws IOException {
        SnomedRelease release = new SnomedRelease();
        for (Path file : files) {
            String name = file.toString();
            try (InputStream in = Files.newInputStream(file);
                    ZipInputStream zip = new ZipInputStream(in)) {
                if (!name.toLowerCase(Locale.ROOT).endsWith(".zip")) {
                    release.take(name, in);
                    continue;
                }
                for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                    release.take(entry.getName(), zip);
                }
            }
        }
        require(release.concepts, CONCEPTS);
        require(release.names, NAMES);
        require(release.kinds, RELATIONS);
        return release;
    }

    private static void require(Map<Long, ?> found, String file) {
        if (found.isEmpty()) {
            throw new IllegalArgumentException("No rows of a file " + file
                    + "… were sent. Send the zip of a release of SNOMED CT in Release Format 2, with its folder Full.");
        }
    }

    private void take(String file, InputStream in) {
        if (file.contains(CONCEPTS)) {
            Rf2Row.each(file, in, row -> keep(concepts, row.id("id"), new Existence(row.since(), row.isActive())));
        } else if (file.contains(NAMES)) {
            Rf2Row.each(file, in, row -> keep(names, row.id("id"), name(row)));
        } else if (file.contains(RELATIONS)) {
            Rf2Row.each(file, in, this::takeRelation);
        }
    }

    private static Name name(Rf2Row row) {
        return new Name(
                row.since(),
                row.isActive(),
                row.id("conceptId"),
                row.text("languageCode").intern(),
                row.id("typeId"),
                row.text("term"));
    }

    private void takeRelation(Rf2Row row) {
        if (row.id("typeId") == IS_A) {
            keep(
                    kinds,
                    row.id("id"),
                    new Kind(row.since(), row.isActive(), row.id("sourceId"), row.id("destinationId")));
        }
    }

    private static <T extends Statement> void keep(Map<Long, T> known, long id, T next) {
        known.merge(id, next, (one, other) -> other.since() >= one.since() ? other : one);
    }

    /** As HAPI stores it: the codes that are no kind of another, and below each its kinds. */
    Map<Long, TermConcept> into(TermCodeSystemVersion version) {
        Map<Long, TermConcept> named = new TreeMap<>();
        for (Name name : names.values()) {
            Existence concept = concepts.get(name.concept());
            if (name.active() && concept != null && concept.active()) {
                add(name, named.computeIfAbsent(name.concept(), code -> new TermConcept(version, code.toString())));
            }
        }
        for (Kind kind : kinds.values()) {
            TermConcept child = named.get(kind.child());
            TermConcept parent = named.get(kind.parent());
            if (kind.active() && child != null && parent != null && !isChild(child, parent)) {
                parent.addChild(child, RelationshipTypeEnum.ISA);
            }
        }
        named.values().stream()
                .filter(concept -> concept.getParents().isEmpty())
                .forEach(version.getConcepts()::add);
        return named;
    }

    private static boolean isChild(TermConcept child, TermConcept parent) {
        return child.getParents().stream().anyMatch(link -> parent.equals(link.getParent()));
    }

    /** The display is the full name, which alone is unique; in English, if there is one. */
    private static void add(Name name, TermConcept concept) {
        TermConceptDesignation designation = concept.addDesignation();
        designation.setLanguage(name.language());
        designation.setUseSystem(UploadOptions.SNOMED_CT);
        designation.setUseCode(String.valueOf(name.type()));
        designation.setUseDisplay(name.isFull() ? "Fully specified name" : "Synonym");
        designation.setValue(name.term());
        boolean first = concept.getDisplay() == null;
        if (first || (name.isFull() && name.language().equals("en"))) {
            concept.setDisplay(name.term());
        }
    }
}
