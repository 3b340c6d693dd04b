package org.myotome.pages;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The templates beside this class. What they take from a view is escaped, but for HTML that is marked as such by three braces. */
final class Templates {

    private final Mustache.Compiler compiler =
            Mustache.compiler().emptyStringIsFalse(true).withLoader(name -> open(name + ".mustache"));

    private final Map<String, Template> compiled = new ConcurrentHashMap<>();

    /**
     * @param template its name, without {@code .mustache}
     * @param view what the names in the template mean; one that the view lacks is an error
     */
    String fill(String template, Object view) {
        return compiled.computeIfAbsent(template, compiler::loadTemplate).execute(view);
    }

    /** A file beside this class as it is. */
    static String text(String name) {
        StringWriter text = new StringWriter();
        try (Reader file = open(name)) {
            file.transferTo(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static Reader open(String name) {
        InputStream file = Templates.class.getResourceAsStream(name);
        if (file == null) {
            throw new IllegalStateException("There is no " + name + " beside " + Templates.class.getName());
        }
        return new InputStreamReader(file, StandardCharsets.UTF_8);
    }
}
