package org.myotome.validation.acceptor;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An element of a resource as it was sent, with its FHIR type. A choice has its name without the type: {@code value}. */
public final class Item {

    private final String name;
    private final String type;
    private final @Nullable String value;
    private final boolean resource;
    private final List<Item> children;

    private Item(String name, String type, @Nullable String value, boolean resource, List<Item> children) {
        this.name = name;
        this.type = type;
        this.value = value;
        this.resource = resource;
        this.children = children;
    }

    static Item primitive(String name, String type, String value) {
        return new Item(name, type, value, false, List.of());
    }

    /** One whose children are added while it is read. */
    static Item complex(String name, String type, boolean resource) {
        return new Item(name, type, null, resource, new ArrayList<>());
    }

    void add(Item child) {
        children.add(child);
    }

    String name() {
        return name;
    }

    public String type() {
        return type;
    }

    /** The text of a primitive, also of a number; null for everything else. */
    public @Nullable String value() {
        return value;
    }

    boolean isResource() {
        return resource;
    }

    List<Item> children() {
        return children;
    }

    public Stream<Item> children(String childName) {
        return children.stream().filter(child -> child.name.equals(childName));
    }

    /** The first child of that name. */
    @Nullable
    Item child(String childName) {
        for (Item child : children) {
            if (child.name.equals(childName)) {
                return child;
            }
        }
        return null;
    }

    /** The text of the first child of that name, if it is there and a primitive. */
    public @Nullable String text(String childName) {
        Item child = child(childName);
        return child == null ? null : child.value;
    }
}
