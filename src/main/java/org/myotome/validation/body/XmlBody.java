package org.myotome.validation.body;

import ca.uhn.fhir.util.XmlUtil;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import javax.xml.stream.Location;
import javax.xml.stream.XMLEventReader;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.events.Attribute;
import javax.xml.stream.events.StartDocument;
import javax.xml.stream.events.StartElement;
import javax.xml.stream.events.XMLEvent;

/**
 * Looks through XML event by event, which takes no stack however deep it is. It reads with HAPI's own settings, and so
 * sees what HAPI will see.
 *
 * @param patch whether any text may become a number, whatever its name
 */
record XmlBody(boolean patch) {

    void check(String text) {
        Deque<String> names = new ArrayDeque<>();
        Deque<Integer> contained = new ArrayDeque<>(List.of(0));
        StringBuilder words = new StringBuilder();
        try {
            XMLEventReader events = XmlUtil.createXmlReader(new StringReader(text));
            while (events.hasNext()) {
                XMLEvent event = events.nextEvent();
                if (patch && event.isCharacters()) {
                    words.append(event.asCharacters().getData());
                } else if (event.isStartElement() || event.isEndElement()) {
                    BodyText.checkNumber(words.toString(), () -> place(event.getLocation(), names));
                    words.setLength(0);
                }
                check(event, names);
                countContained(event, names, contained);
            }
        } catch (XMLStreamException malformed) {
            throw place(malformed.getLocation(), names).refuse("The body is not XML", firstLine(malformed));
        }
    }

    private void check(XMLEvent event, Deque<String> names) {
        if (event.getEventType() == XMLEvent.DTD) {
            throw place(event.getLocation(), names)
                    .refuse("The XML has a DOCTYPE", "leave it out, FHIR has no DTD and entities are not expanded");
        } else if (event instanceof StartDocument start
                && start.encodingSet()
                && !isKnown(start.getCharacterEncodingScheme())) {
            throw place(event.getLocation(), names)
                    .refuse(
                            "The XML declaration names an encoding that does not exist",
                            "write encoding=\"UTF-8\", or leave it out");
        } else if (event.isStartElement()) {
            StartElement element = event.asStartElement();
            String parent = names.isEmpty() ? "" : names.getLast();
            names.addLast(element.getName().getLocalPart());
            if (names.size() > BodyText.DEEPEST) {
                throw place(event.getLocation(), names).refuse("The XML is nested too deeply", BodyText.NESTING);
            }
            checkValues(element, parent, names);
        } else if (event.isEndElement()) {
            names.removeLast();
        }
    }

    private static boolean isKnown(String encoding) {
        try {
            return Charset.isSupported(encoding);
        } catch (IllegalCharsetNameException e) {
            return false;
        }
    }

    /** For each element that is open, and for the document, how many resources it contains. */
    private static void countContained(XMLEvent event, Deque<String> names, Deque<Integer> contained) {
        if (event.isStartElement()) {
            if (names.getLast().equals("contained")) {
                contained.addLast(contained.removeLast() + 1);
                if (contained.getLast() > BodyText.MOST_CONTAINED) {
                    throw place(event.getLocation(), names)
                            .refuse("The resource contains too many others", BodyText.CONTAINING);
                }
            }
            contained.addLast(0);
        } else if (event.isEndElement()) {
            contained.removeLast();
        }
    }

    private void checkValues(StartElement element, String parent, Deque<String> names) {
        boolean number = patch || BodyText.isDecimal(names.getLast(), parent);
        for (Iterator<Attribute> values = element.getAttributes(); number && values.hasNext(); ) {
            BodyText.checkNumber(values.next().getValue(), () -> place(element.getLocation(), names));
        }
    }

    /** Whether a narrative is nested deeper than a body may be. One that is no XML is refused elsewhere, with better words. */
    static boolean isTooDeep(String narrative) {
        try {
            XMLEventReader events = XmlUtil.createXmlReader(new StringReader(narrative));
            int depth = 0;
            while (events.hasNext() && depth <= BodyText.DEEPEST) {
                XMLEvent event = events.nextEvent();
                depth += event.isStartElement() ? 1 : event.isEndElement() ? -1 : 0;
            }
            return depth > BodyText.DEEPEST;
        } catch (XMLStreamException malformed) {
            return false;
        }
    }

    /** What follows in the message of a parser is the place once more. */
    private static String firstLine(XMLStreamException malformed) {
        return String.valueOf(malformed.getMessage()).lines().findFirst().orElse("");
    }

    private static BodyPlace place(Location location, Deque<String> names) {
        return new BodyPlace(String.join(".", names), location.getLineNumber(), location.getColumnNumber());
    }
}
