package org.myotome.guide;

import java.util.List;

/** The tables of {@code docs/clinical-content.md} about codes of other systems. */
record CodeTables(Markdown page, ForeignCodes foreign, SourceList sources) {

    void write(Seed seed) {
        foreignCodes();
        refused();
        unused(seed);
    }

    private void foreignCodes() {
        page.line(ClinicalContentWords.FOREIGN);
        ForeignCodes.SYSTEMS.forEach((system, name) -> {
            page.line("### " + name);
            page.line("");
            page.line("`" + system + "`");
            page.line("");
            page.table(List.of("Code", "Name", "Stands for, or is listed in", "Confidence", "Sources"));
            foreign.in(system).forEach(key -> {
                List<CodeList.Row> rows = foreign.rows(key);
                page.row(
                        "`" + key.code() + "`",
                        rows.get(0).display().replaceFirst(" \\[openEHR .*]$", ""),
                        foreign.standsFor(key),
                        rows.get(0).confidence(),
                        sources.cite(rows.stream()
                                .flatMap(row -> SourceList.of(row).stream())
                                .toList()));
            });
            page.line("");
        });
    }

    private void unused(Seed seed) {
        page.line(ClinicalContentWords.UNUSED);
        page.table(List.of("Use in the research", "Codes", "Reason"));
        seed.unused()
                .forEach(unused -> page.row(
                        unused.use(),
                        unused.codes().isEmpty() ? "all" : String.join(", ", unused.codes()),
                        unused.reason()));
        page.line("");
    }

    private void refused() {
        page.line(ClinicalContentWords.REFUSED);
        page.table(List.of("Code", "System", "Why", "Refused or unlisted", "Source"));
        CodeList.read("codes.csv").stream()
                .filter(CodeList.Row::isRejected)
                .forEach(row -> page.row(
                        "`" + row.code() + "`",
                        row.system(),
                        row.display(),
                        ForeignCodes.isMisused(row) ? "refused" : "unlisted in that use",
                        row.source()));
        page.line("");
    }
}
