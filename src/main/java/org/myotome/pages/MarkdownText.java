package org.myotome.pages;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.AttributeProvider;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * Markdown as HTML. HTML within it is shown and not obeyed. Headings get the anchors that GitHub gives them, headers of tables
 * their scope, and what may be wider than the page can be scrolled by keyboard.
 */
final class MarkdownText {

    private final Parser parser =
            Parser.builder().extensions(List.of(TablesExtension.create())).build();

    private final HtmlRenderer renderer = HtmlRenderer.builder()
            .extensions(List.of(TablesExtension.create()))
            .escapeHtml(true)
            .sanitizeUrls(true)
            .attributeProviderFactory(context -> new Attributes())
            .nodeRendererFactory(WideRenderer::new)
            .build();

    String html(String markdown) {
        return html(markdown, UnaryOperator.identity());
    }

    /** @param addresses of each link, the address that it has in the guide; empty if the guide does not have it */
    String html(String markdown, UnaryOperator<String> addresses) {
        Node document = parser.parse(markdown);
        document.accept(new Rewriting(addresses));
        return renderer.render(document);
    }

    /** Gives links their address in the guide, and tables a block that scrolls. */
    private static final class Rewriting extends AbstractVisitor {

        private final UnaryOperator<String> addresses;

        Rewriting(UnaryOperator<String> addresses) {
            this.addresses = addresses;
        }

        @Override
        public void visit(Link link) {
            String address = addresses.apply(link.getDestination());
            if (address.isEmpty()) {
                leaveOut(link);
            } else {
                link.setDestination(address);
            }
        }

        /** Its words stay, with the file of the repository that they lead to. */
        private static void leaveOut(Link link) {
            Node last = link;
            for (Node child = link.getFirstChild(); child != null; child = link.getFirstChild()) {
                last.insertAfter(child);
                last = child;
            }
            Text file = new Text(" (in the repository: " + link.getDestination().replaceFirst("^(\\.\\./)+", "") + ")");
            last.insertAfter(file);
            link.unlink();
        }

        /** A comment is for whoever edits the file. */
        @Override
        public void visit(HtmlBlock html) {
            if (html.getLiteral().startsWith("<!--")) {
                html.unlink();
            }
        }

        @Override
        public void visit(CustomBlock block) {
            if (block instanceof TableBlock) {
                Wide wide = new Wide();
                block.insertBefore(wide);
                wide.appendChild(block);
            }
            visitChildren(block);
        }
    }

    /** A block that scrolls within itself. */
    static final class Wide extends CustomBlock {}

    private static final class Attributes implements AttributeProvider {

        private final Map<String, Integer> anchors = new HashMap<>();

        @Override
        public void setAttributes(Node node, String tag, Map<String, String> attributes) {
            if (node instanceof Heading heading) {
                attributes.put("id", anchor(heading));
            } else if (node instanceof TableCell cell && cell.isHeader()) {
                attributes.remove("align");
                attributes.put("scope", "col");
            } else if (node instanceof TableCell) {
                attributes.remove("align");
            } else if (tag.equals("pre")) {
                attributes.put("tabindex", "0");
            }
        }

        private String anchor(Heading heading) {
            StringBuilder words = new StringBuilder();
            heading.accept(new Words(words));
            String anchor = words.toString()
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\p{L}\\p{N} _-]", "")
                    .replace(' ', '-');
            int earlier = anchors.merge(anchor, 1, Integer::sum) - 1;
            return earlier == 0 ? anchor : anchor + "-" + earlier;
        }
    }

    /** Collects what a reader sees of a node. */
    static final class Words extends AbstractVisitor {

        private final StringBuilder words;

        Words(StringBuilder words) {
            this.words = words;
        }

        @Override
        public void visit(Text text) {
            words.append(text.getLiteral());
        }

        @Override
        public void visit(Code code) {
            words.append(code.getLiteral());
        }
    }
}
