package org.myotome.torture.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Messages and tables whose fields, rows and bytes are others. */
final class IntakeShots implements Shots {

    private static final String MESSAGE = String.join(
            "\r",
            "MSH|^~\\&|EXAMPLE-TEXT|GENERAL|MYOTOME|GENERAL|20260302092000+0100||ORU^R01^ORU_R01|FUZZ-%d|P|2.5.1||||||UNICODE UTF-8",
            "PID|1||SYN-0001^^^GENERAL^MR||Synthetic^Patient||19700101|U",
            "OBR|1||FUZZ-%d^EXAMPLE-TEXT|MOTOR^Motor examination^L|||20260302091500+0100|||||||||||||||20260302092000+0100||OTH|F",
            "OBX|1|ST|MOTOR^Motor examination^L|1|R deltoid 4/5||||||F|||20260302091500+0100||SYN-T1^Synthetic^Tester",
            "");

    private static final String TABLE = """
            patient,datetime,tester,left elbow-flexion,right elbow-flexion
            HT-%d,2026-10-01T09:30:00+02:00,ST-07,4,5
            HT-%d,2026-10-02T09:30:00+02:00,ST-07,3,5
            """;

    private static final List<String> PARAMETERS = List.of(
            "scale=mrc-0-5",
            "scale=nothing",
            "atomic=true",
            "dry-run=true",
            "dry-run=x",
            "report=all",
            "separator=%00",
            "time-zone=Mars",
            "date-time-format=%25%25",
            "mapping=..%2f..%2fx",
            "mapping=none",
            "patient-system=x",
            "sender=%00",
            "nothing=1");

    @Override
    public Shot next(Random random) {
        int number = random.nextInt(1_000_000);
        return random.nextBoolean()
                ? Shot.post(
                        "/intake/hl7v2" + (random.nextInt(5) == 0 ? "?dry-run=true" : ""),
                        random.nextInt(8) == 0 ? Nasty.brief(random).replaceAll("[\r\n]", "") : "application/hl7-v2",
                        message(MESSAGE.replace("%d", "" + number), random))
                : Shot.post(table(random), "text/csv", bytes(rows(TABLE.replace("%d", "" + number), random), random));
    }

    private static String table(Random random) {
        StringBuilder path = new StringBuilder("/intake/csv?sender=FUZZ");
        for (int i = random.nextInt(3); i >= 0; i--) {
            path.append('&').append(PARAMETERS.get(random.nextInt(PARAMETERS.size())));
        }
        return path.toString();
    }

    private static byte[] message(String good, Random random) {
        String[] segments = good.split("\r");
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = random.nextInt(segments.length);
            String[] fields = segments[at].split("\\|", -1);
            int field = random.nextInt(fields.length);
            fields[field] = switch (random.nextInt(6)) {
                case 0 -> "";
                case 1 -> fields[field] + "^&~\\".charAt(random.nextInt(4)) + fields[field];
                case 2 -> "~".repeat(1 + random.nextInt(2_000));
                case 3 -> "\\X" + Nasty.text(random) + "\\";
                default -> Nasty.text(random);
            };
            segments[at] = String.join("|", fields);
        }
        return bytes(String.join(List.of("\r", "\r", "\n", "\r\n").get(random.nextInt(4)), segments), random);
    }

    private static String rows(String good, Random random) {
        String[] lines = good.split("\n");
        int at = random.nextInt(lines.length);
        String[] cells = lines[at].split(",", -1);
        int cell = random.nextInt(cells.length);
        cells[cell] = switch (random.nextInt(6)) {
            case 0 -> "\"" + Nasty.text(random);
            case 1 -> "\"" + Nasty.text(random).replace("\"", "\"\"") + "\"";
            case 2 -> "";
            case 3 -> ",".repeat(1 + random.nextInt(5_000));
            case 4 -> "=cmd|' /C calc'!A0";
            default -> Nasty.text(random);
        };
        lines[at] = String.join(",", cells);
        return String.join("\n", lines) + "\n";
    }

    private static byte[] bytes(String text, Random random) {
        byte[] bytes = text.getBytes(random.nextInt(10) == 0 ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_8);
        return random.nextInt(4) == 0 ? Nasty.spoilt(bytes, random) : bytes;
    }
}
