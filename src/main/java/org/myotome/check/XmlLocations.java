package org.myotome.check;

import ca.uhn.fhir.util.XmlUtil;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import javax.xml.stream.Location;
import javax.xml.stream.XMLEventReader;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.events.XMLEvent;
import org.myotome.check.LocatedElement.Property;

/** Where the elements of a resource stand in its XML. */
final class XmlLocations {

    private final Deque<LocatedElement> open = new ArrayDeque<>();
    private LocatedElement root = new LocatedElement(Position.START);

    private XmlLocations() {}

    /** @param xml that was found to be readable */
    static LocatedElement in(String xml) {
        XmlLocations locations = new XmlLocations();
        try {
            XMLEventReader events = XmlUtil.createXmlReader(new StringReader(xml));
            while (events.hasNext()) {
                XMLEvent event = events.nextEvent();
                if (event.isStartElement()) {
                    locations.begin(event.asStartElement().getName().getLocalPart(), event.getLocation());
                } else if (event.isEndElement()) {
                    locations.open.pop();
                }
            }
            return locations.root;
        } catch (XMLStreamException unreadable) {
            throw new IllegalArgumentException("This was found to be readable", unreadable);
        }
    }

    private void begin(String name, Location location) {
        LocatedElement parent = open.peek();
        LocatedElement element = new LocatedElement(new Position(location.getLineNumber(), location.getColumnNumber()));
        if (parent == null) {
            root = element;
            open.push(element);
        } else if (Character.isUpperCase(name.charAt(0))) {
            // The element of a resource inside of another, whose path does not name it.
            open.push(parent);
        } else {
            parent.property(name)
                    .ifPresentOrElse(
                            property -> property.items().add(element),
                            () -> parent.put(name, new Property(element.position(), listOf(element))));
            open.push(element);
        }
    }

    private static ArrayList<LocatedElement> listOf(LocatedElement element) {
        ArrayList<LocatedElement> items = new ArrayList<>();
        items.add(element);
        return items;
    }
}
