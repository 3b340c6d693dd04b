package org.myotome.torture.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Values that programs stumble over. */
final class Nasty {

    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "\u0000",
            "\uFEFF",
            "\uD83D\uDE00",
            "\u202E",
            "%",
            "%00",
            "%zz",
            "%s%n%x",
            "${jndi:ldap://localhost/x}",
            "#{1+1}",
            "{{7*7}}",
            "' or '1'='1",
            "\"; drop table HFJ_RESOURCE; --",
            "<script>alert(1)</script>",
            "&x;",
            "../../../../etc/passwd",
            "..\\..\\windows",
            "file:///etc/passwd",
            "http://localhost:1/",
            "(a+)+$",
            "(.*a){30}",
            "[[[[[[",
            "\\",
            "|",
            "||",
            "a|b|c|d",
            "$",
            "$$$",
            ",",
            ",,,,",
            "*",
            "null",
            "undefined",
            "NaN",
            "-0",
            "1e400",
            "1e-400",
            "9223372036854775808",
            "-9223372036854775809",
            "2147483648",
            "1e1000000",
            "0x10",
            "00",
            "1,5",
            "9999-12-31",
            "0000-00-00",
            "2026-02-30",
            "2026-13",
            "10000-01-01T00:00:00Z",
            "2026-01-01T25:61:61Z",
            "2026-01-01T00:00:00+99:99",
            "Patient/",
            "/Patient/1",
            "Patient/1/_history/",
            "urn:uuid:",
            "urn:uuid:x",
            "#",
            "#x",
            "Nothing/1",
            "http://snomed.info/sct|",
            "|32153003",
            "http://snomed.info/sct|32153003|x",
            "$lt",
            "ankle-dorsiflexion$lt",
            "ankle-dorsiflexion$lt3$4",
            "lt",
            "ap1e400",
            "sa2026",
            "eb");

    private static final int LONG = 100_000;

    private Nasty() {}

    static String text(Random random) {
        return switch (random.nextInt(12)) {
            case 0 -> "a".repeat(1 + random.nextInt(LONG));
            case 1 -> "1".repeat(1 + random.nextInt(5_000));
            case 2 -> ascii(random);
            case 3 -> unicode(random);
            default -> TEXTS.get(random.nextInt(TEXTS.size()));
        };
    }

    /** Not too long for an address. */
    static String brief(Random random) {
        String text = text(random);
        return text.length() > 3_000 ? text.substring(0, 3_000) : text;
    }

    private static String ascii(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(40); i >= 0; i--) {
            text.append((char) (' ' + random.nextInt(95)));
        }
        return text.toString();
    }

    private static String unicode(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(20); i >= 0; i--) {
            text.append((char) random.nextInt(0xD800));
        }
        return text.toString();
    }

    /** Some bytes of it are others, are missing, or come twice. */
    static byte[] spoilt(byte[] good, Random random) {
        byte[] bytes = good.clone();
        for (int i = random.nextInt(4); i >= 0 && bytes.length > 2; i--) {
            int at = random.nextInt(bytes.length - 1);
            int length = Math.min(bytes.length - at, 1 + random.nextInt(8));
            bytes = switch (random.nextInt(4)) {
                case 0 -> join(bytes, at, new byte[] {(byte) random.nextInt(256)}, at + 1);
                case 1 -> join(bytes, at, new byte[0], at + length);
                case 2 -> join(bytes, at, java.util.Arrays.copyOfRange(bytes, at, at + length), at);
                default -> join(bytes, at, text(random).getBytes(StandardCharsets.UTF_8), at);
            };
        }
        return bytes;
    }

    private static byte[] join(byte[] bytes, int end, byte[] middle, int rest) {
        byte[] joined = new byte[end + middle.length + bytes.length - rest];
        System.arraycopy(bytes, 0, joined, 0, end);
        System.arraycopy(middle, 0, joined, end, middle.length);
        System.arraycopy(bytes, rest, joined, end + middle.length, bytes.length - rest);
        return joined;
    }
}
