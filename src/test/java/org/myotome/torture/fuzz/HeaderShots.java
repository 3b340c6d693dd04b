package org.myotome.torture.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/** Headers that contradict, lie or make no sense, and archives of something large. */
final class HeaderShots implements Shots {

    private static final String PERSON = "{\"resourceType\": \"Patient\", \"id\": \"fuzz-patient\", \"active\": true}";
    private static final int MEGABYTE = 1 << 20;

    private static final List<String> NAMES = List.of(
            "Accept",
            "Accept-Encoding",
            "Accept-Charset",
            "Accept-Language",
            "Content-Type",
            "Content-Encoding",
            "Content-Language",
            "If-Match",
            "If-None-Match",
            "If-None-Exist",
            "If-Modified-Since",
            "Prefer",
            "Range",
            "Cookie",
            "Authorization",
            "Origin",
            "X-Request-Id",
            "X-HTTP-Method-Override",
            "X-Forwarded-For",
            "X-Forwarded-Host",
            "Forwarded",
            "Expect",
            "Cache-Control",
            "X-Provenance",
            "X-Cascade",
            "X-Upsert-Extistence-Check",
            "Date",
            "Via",
            "Upgrade",
            "TE");

    private static final List<String> VALUES = List.of(
            "application/fhir+json; fhirVersion=9.9",
            "application/fhir+xml;q=x",
            "*/*;q=0",
            "text/html",
            "text/",
            "/",
            "a/b/c",
            "W/\"x\"",
            "W/\"1",
            "\"1\"",
            "*",
            "identifier=x",
            "identifier=x&",
            "nothing=1",
            "?",
            "return=nothing",
            "wait=-1",
            "wait=99999999999",
            "handling=strict",
            "bytes=0-1e9",
            "gzip, gzip",
            "br",
            "deflate",
            "DELETE",
            "100-continue",
            "application/fhir+json; charset=UTF-32",
            "application/fhir+json; charset=\"",
            "max-age=x",
            "no-store, max-results=-1",
            "max-results=99999999999999",
            "Mon, 99 Foo 2026 00:00:00 GMT",
            "trailers",
            "h2c",
            "{\"resourceType\": \"Provenance\"}",
            "{",
            "delete");

    @Override
    public Shot next(Random random) {
        int kind = random.nextInt(60);
        if (kind == 0) {
            return Shot.post(target(random), "application/fhir+json", zeros(100, random.nextBoolean()))
                    .and("Content-Encoding: gzip");
        }
        if (kind == 1) {
            return Shot.post(
                    target(random),
                    "application/fhir+json",
                    " ".repeat(100 * MEGABYTE).getBytes(StandardCharsets.UTF_8));
        }
        Shot shot = switch (random.nextInt(5)) {
            case 0 -> Shot.get("/fhir/Patient/fuzz-patient");
            case 1 -> Shot.get("/fhir/Observation?code=elbow-flexion");
            case 2 ->
                new Shot(
                        "PUT",
                        "/fhir/Patient/fuzz-patient",
                        List.of("Content-Type: application/fhir+json"),
                        PERSON.getBytes(StandardCharsets.UTF_8));
            case 3 -> new Shot("DELETE", "/fhir/Patient/fuzz-none", List.of(), new byte[0]);
            default ->
                Shot.post(
                        "/fhir/Patient",
                        "application/fhir+json",
                        PERSON.replace("\"id\": \"fuzz-patient\", ", "").getBytes(StandardCharsets.UTF_8));
        };
        for (int i = random.nextInt(4); i >= 0; i--) {
            String value = random.nextInt(3) == 0 ? Nasty.brief(random) : VALUES.get(random.nextInt(VALUES.size()));
            shot = shot.and(NAMES.get(random.nextInt(NAMES.size())) + ": " + value.replaceAll("[\r\n]", ""));
        }
        return shot;
    }

    private static String target(Random random) {
        return List.of(
                        "/fhir/Patient",
                        "/fhir",
                        "/fhir/Patient/$validate",
                        "/intake/hl7v2",
                        "/intake/csv?sender=x&scale=mrc-0-5")
                .get(random.nextInt(5));
    }

    /** @param once packed, or twice */
    private static byte[] zeros(int megabytes, boolean once) {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            byte[] block = "[".repeat(MEGABYTE).getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < megabytes; i++) {
                out.write(block);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return once ? zipped.toByteArray() : java.util.Arrays.copyOf(zipped.toByteArray(), zipped.size() / 2);
    }
}
