package org.myotome.check;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** JUnit XML: each resource is a test case, which fails with all of its errors. Warnings stand in its output. */
final class JunitReport implements Report {

    private static final String NAME = "myotome validate";

    private final XMLStreamWriter xml;

    JunitReport(OutputStream out) throws IOException {
        try {
            xml = XMLOutputFactory.newFactory().createXMLStreamWriter(out, StandardCharsets.UTF_8.name());
            xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
            xml.writeCharacters("\n");
            xml.writeStartElement("testsuites");
            xml.writeAttribute("name", NAME);
        } catch (XMLStreamException failed) {
            throw new IOException(failed);
        }
    }

    @Override
    public void add(Checked checked) throws IOException {
        try {
            write(checked);
        } catch (XMLStreamException failed) {
            throw new IOException(failed);
        }
    }

    private void write(Checked checked) throws XMLStreamException {
        List<Remark> errors = checked.remarks().stream().filter(Remark::isError).toList();
        List<Remark> others =
                checked.remarks().stream().filter(remark -> !remark.isError()).toList();
        xml.writeCharacters("\n");
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", printable(checked.name()));
        xml.writeAttribute("tests", "1");
        xml.writeAttribute("failures", errors.isEmpty() ? "0" : "1");
        xml.writeAttribute("errors", "0");
        xml.writeCharacters("\n  ");
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", printable(checked.file()));
        xml.writeAttribute("name", printable(checked.part().isEmpty() ? checked.file() : checked.part()));
        if (!errors.isEmpty()) {
            xml.writeStartElement("failure");
            xml.writeAttribute("type", printable(errors.get(0).rule()));
            xml.writeAttribute("message", printable(errors.get(0).message()));
            xml.writeCharacters(words(checked, errors));
            xml.writeEndElement();
        }
        if (!others.isEmpty()) {
            xml.writeStartElement("system-out");
            xml.writeCharacters(words(checked, others));
            xml.writeEndElement();
        }
        xml.writeEndElement();
        xml.writeCharacters("\n");
        xml.writeEndElement();
    }

    private static String words(Checked checked, List<Remark> remarks) {
        return printable(remarks.stream()
                .map(remark -> "\n" + checked.file() + ":" + remark.position().line() + ":"
                        + remark.position().column() + ": " + remark.severity() + ": " + remark.message() + " ["
                        + remark.rule() + "]\nAt: " + remark.where() + "\n" + String.join("\n", remark.lesson()))
                .collect(Collectors.joining("\n", "", "\n")));
    }

    /** Without the characters that XML cannot hold; what was sent may have any. */
    private static String printable(String text) {
        return text.replaceAll("[^\\t\\n\\r\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]", "?");
    }

    @Override
    public void end(Totals totals) throws IOException {
        try {
            xml.writeCharacters("\n");
            xml.writeEndElement();
            xml.writeCharacters("\n");
            xml.writeEndDocument();
            xml.flush();
        } catch (XMLStreamException failed) {
            throw new IOException(failed);
        }
    }
}
