package org.myotome.storage.terminology;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.csv.CSVFormat;

/**
 * Releases with a few codes, in the names and forms of their publishers. The codes and names are the verified ones of
 * {@code src/test/resources/domain/codes.csv}; the ids of rows are numbers of this test's own.
 */
final class TinyRelease {

    private static final Path CODES = Path.of("src/test/resources/domain/codes.csv");
    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).build();

    private static final String TERMINOLOGY = "SnomedCT_InternationalRF2/Full/Terminology/";
    private static final String MODULE = "900000000000207008";
    private static final String FULLY_SPECIFIED_NAME = "900000000000003001";
    private static final String SYNONYM = "900000000000013009";
    private static final String IS_A = "116680003";

    private TinyRelease() {}

    /** @throws java.util.NoSuchElementException if it is not verified */
    static String display(String system, String code) {
        try (var lines = Files.newBufferedReader(CODES)) {
            return FORMAT.parse(lines).stream()
                    .filter(line -> line.get("system").equals(system)
                            && line.get("code").equals(code)
                            && line.get("confidence").equals("verified"))
                    .findFirst()
                    .orElseThrow()
                    .get("display");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String withoutTag(String fullySpecifiedName) {
        return fullySpecifiedName.replaceFirst(" \\([^()]*\\)$", "");
    }

    /**
     * With history, as Full has it: the codes were inactive once, and each place in the hierarchy was said twice, of which one
     * was withdrawn.
     */
    static byte[] snomedCt(String parent, List<String> children) {
        StringBuilder concepts = new StringBuilder();
        StringBuilder names = new StringBuilder();
        StringBuilder relations = new StringBuilder();
        row(concepts, "id", "effectiveTime", "active", "moduleId", "definitionStatusId");
        row(
                names,
                "id effectiveTime active moduleId conceptId languageCode typeId term caseSignificanceId"
                        .split(" ", -1));
        row(
                relations,
                ("id effectiveTime active moduleId sourceId destinationId relationshipGroup typeId"
                                + " characteristicTypeId modifierId")
                        .split(" ", -1));
        int id = 1;
        for (String code : Stream.concat(Stream.of(parent), children.stream()).toList()) {
            String name = display(UploadOptions.SNOMED_CT, code);
            row(concepts, code, "20020131", "0", MODULE, "");
            row(concepts, code, "20030131", "1", MODULE, "");
            row(names, String.valueOf(id++), "20020131", "1", MODULE, code, "en", FULLY_SPECIFIED_NAME, name, "");
            row(names, String.valueOf(id++), "20020131", "1", MODULE, code, "en", SYNONYM, withoutTag(name), "");
        }
        for (String child : children) {
            row(relations, String.valueOf(id++), "20020131", "1", MODULE, child, parent, "0", IS_A, "", "");
            row(relations, String.valueOf(id), "20020131", "1", MODULE, child, parent, "0", IS_A, "", "");
            row(relations, String.valueOf(id++), "20040131", "0", MODULE, child, parent, "0", IS_A, "", "");
        }
        return zip(Map.of(
                TERMINOLOGY + "sct2_Concept_Full_INT_20240101.txt", concepts.toString(),
                TERMINOLOGY + "sct2_Description_Full-en_INT_20240101.txt", names.toString(),
                TERMINOLOGY + "sct2_Relationship_Full_INT_20240101.txt", relations.toString()));
    }

    private static void row(StringBuilder file, String... cells) {
        file.append(String.join("\t", cells)).append("\r\n");
    }

    /** The table of a year from which on both codes are in it. */
    static byte[] icd10Cm(String category, String below) {
        String system = UploadOptions.ICD_10_CM;
        return zip(Map.of("Table and Index/icd10cm_tabular_2024.xml", """
                <?xml version="1.0" encoding="utf-8"?>
                <ICD10CM.tabular>
                  <version>2024</version>
                  <chapter><name>6</name><desc>Chapter</desc><section id="G20-G26"><desc>Section</desc>
                    <diag><name>%s</name><desc>%s</desc><diag><name>%s</name><desc>%s</desc></diag></diag>
                  </section></chapter>
                </ICD10CM.tabular>
                """.formatted(
                        category, display(system, category), below, display(system, below))));
    }

    /** Every file that HAPI's loader demands; without rows, but for the table of the codes. */
    static byte[] loinc(String... codes) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("loincupload.properties", """
                loinc.codesystem.version=2.80
                loinc.hierarchy.file=AccessoryFiles/ComponentHierarchyBySystem/ComponentHierarchyBySystem.csv
                """);
        files.put("loinc.xml", """
                <CodeSystem xmlns="http://hl7.org/fhir"><id value="loinc"/><url value="http://loinc.org"/>
                  <name value="LOINC"/><status value="active"/><content value="not-present"/></CodeSystem>
                """);
        files.put(
                "LoincTable/Loinc.csv",
                Stream.of(codes)
                        .map(code -> "\"" + code + "\",\"\",\"\",\"" + display(UploadOptions.LOINC, code) + "\",\"\"\n")
                        .collect(Collectors.joining(
                                "",
                                "LOINC_NUM,SHORTNAME,CONSUMER_NAME,LONG_COMMON_NAME,EXTERNAL_COPYRIGHT_NOTICE\n",
                                "")));
        Stream.of(
                        "AnswerFile/AnswerList",
                        "AnswerFile/LoincAnswerListLink",
                        "DocumentOntology/DocumentOntology",
                        "ComponentHierarchyBySystem/ComponentHierarchyBySystem",
                        "LoincIeeeMedicalDeviceCodeMappingTable/LoincIeeeMedicalDeviceCodeMappingTable",
                        "ImagingDocuments/ImagingDocumentCodes",
                        "PartFile/Part",
                        "PartFile/LoincPartLink_Primary",
                        "PartFile/LoincPartLink_Supplementary",
                        "PartFile/PartRelatedCodeMapping",
                        "LoincRsnaRadiologyPlaybook/LoincRsnaRadiologyPlaybook",
                        "LoincUniversalLabOrdersValueSet/LoincUniversalLabOrdersValueSet",
                        "GroupFile/Group",
                        "GroupFile/GroupLoincTerms",
                        "GroupFile/ParentGroup")
                .forEach(file -> files.put("AccessoryFiles/" + file + ".csv", "NONE\n"));
        return zip(files);
    }

    static byte[] zip(Map<String, String> files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
