package org.myotome.torture.fuzz;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Resources in XML: entities, encodings, name spaces, depth, and bytes that are others. */
final class XmlShots implements Shots {

    private static final String XML = "application/fhir+xml";
    private static final String NAMESPACE = "xmlns=\"http://hl7.org/fhir\"";

    private static final List<String> PROLOGUES = List.of(
            "",
            "<?xml version=\"1.0\"?>",
            "<?xml version=\"1.1\"?>",
            "<?xml version=\"9\"?>",
            "<?xml version=\"1.0\" encoding=\"UTF-7\"?>",
            "<?xml version=\"1.0\" encoding=\"UTF-16\"?>",
            "<?xml version=\"1.0\" encoding=\"x\"?>",
            "<?xml-stylesheet href=\"file:///etc/passwd\"?>",
            "<!DOCTYPE Patient SYSTEM \"file:///etc/passwd\">",
            "<!DOCTYPE Patient [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>",
            "<!DOCTYPE Patient [<!ENTITY x SYSTEM \"http://localhost:1/\">]>",
            "<!DOCTYPE Patient [<!ENTITY % p SYSTEM \"http://localhost:1/\"> %p;]>",
            "<!DOCTYPE Patient [<!ENTITY x \"&x;\">]>",
            "<!DOCTYPE Patient [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">"
                    + "<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY x \"&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;\">]>");

    private static final List<String> PARTS = List.of(
            "<name><family value=\"&x;\"/></name>",
            "<name><family value=\"%s\"/></name>",
            "<birthDate value=\"%s\"/>",
            "<active value=\"%s\"/>",
            "<extension url=\"%s\"><valueDecimal value=\"%s\"/></extension>",
            "<text><status value=\"generated\"/><div xmlns=\"http://www.w3.org/1999/xhtml\"><b onclick=\"x\">%s</b></div></text>",
            "<text><status value=\"generated\"/><div>%s</div></text>",
            "<contained><Patient><id value=\"%s\"/></Patient></contained>",
            "<xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\" href=\"file:///etc/passwd\"/>",
            "<![CDATA[%s]]>",
            "<!-- %s -->",
            "<?x %s?>",
            "<name xsi:type=\"x\"/>",
            "<muscle value=\"%s\"/>",
            "<identifier><value value=\"%s\"/><period><start value=\"%s\"/></period></identifier>",
            "<managingOrganization><reference value=\"%s\"/></managingOrganization>");

    @Override
    public Shot next(Random random) {
        StringBuilder xml = new StringBuilder(PROLOGUES.get(random.nextInt(PROLOGUES.size())));
        String type = List.of("Patient", "Observation", "Bundle", "Parameters", "Muscle", "patient")
                .get(random.nextInt(6));
        xml.append('<').append(type).append(' ');
        xml.append(random.nextInt(6) == 0 ? "xmlns=\"" + escaped(Nasty.brief(random)) + "\"" : NAMESPACE)
                .append('>');
        for (int i = random.nextInt(5); i >= 0; i--) {
            String part = PARTS.get(random.nextInt(PARTS.size()));
            xml.append(part.replace("%s", escaped(Nasty.text(random))));
        }
        if (random.nextInt(8) == 0) {
            int depth = random.nextInt(5_000);
            xml.append("<extension url=\"x\">".repeat(depth)).append("</extension>".repeat(depth));
        }
        xml.append("</").append(type).append('>');
        Charset charset = random.nextInt(8) == 0 ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8;
        byte[] body = xml.toString().getBytes(charset);
        String path =
                "/fhir/" + (type.equals("Bundle") ? "" : "Patient") + (random.nextInt(4) == 0 ? "/$validate" : "");
        return Shot.post(
                path.replaceAll("/$", "").replace("/fhir//", "/fhir/"),
                XML,
                random.nextInt(4) == 0 ? Nasty.spoilt(body, random) : body);
    }

    private static String escaped(String text) {
        return text.replace("&x;", "\0")
                .replace("&", "&amp;")
                .replace("\0", "&x;")
                .replace("<", "&lt;")
                .replace("\"", "&quot;");
    }
}
