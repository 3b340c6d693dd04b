package org.myotome.pages;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MarkdownTextTest {

    private final MarkdownText markdown = new MarkdownText();

    @Test
    void htmlIsShownAndNotObeyed() {
        assertThat(markdown.html("a <b onclick=\"x()\">b</b> <script>alert(1)</script>"))
                .contains("&lt;script&gt;")
                .doesNotContain("<script", "<b ");
        assertThat(markdown.html("[x](javascript:alert(1))")).doesNotContain("javascript:");
    }

    @Test
    void aCommentForEditorsIsNotShown() {
        assertThat(markdown.html("# Errors\n\n<!-- Written by a test. -->\n\nEvery error"))
                .contains("Every error")
                .doesNotContain("Written by");
    }

    @Test
    void headersOfTablesHaveTheirScopeAndTablesScroll() {
        assertThat(markdown.html("| a | b |\n|---|---|\n| 1 | 2 |"))
                .contains("class=\"wide\"", "tabindex=\"0\"")
                .containsSubsequence("<th scope=\"col\">a</th>", "<td>1</td>", "</table>", "</div>");
    }

    @Test
    void headingsHaveTheAnchorsOfGithub() {
        assertThat(markdown.html("# 1. What `$lastn` is\n\n## Same\n\n## Same"))
                .contains("id=\"1-what-lastn-is\"", "id=\"same\"", "id=\"same-1\"");
    }

    @Test
    void aLinkWithoutAPageKeepsItsWordsAndNamesTheFile() {
        assertThat(markdown.html("see [the *rules*](../../src/x.json).", address -> ""))
                .contains("see the <em>rules</em> (in the repository: src/x.json).")
                .doesNotContain("<a ");
    }
}
