package org.myotome.storage.migration;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a database must have, read from the statements that make a new one: each table, column, sequence, index, constraint
 * and trigger in words such as {@code column HFJ_RESOURCE.RES_ID}, with the statement that makes it. Who changes the tables
 * has nothing else to keep up.
 */
final class SchemaParts {

    private static final Pattern TABLE = statement("create table (?:if not exists )?(\\S+)\\s*\\((.*)\\)");
    private static final Pattern TABLE_OF_QUERY = statement("create table (\\S+) as select (.*?) from .*");
    private static final Pattern SEQUENCE = statement("create sequence (\\S+).*");
    private static final Pattern INDEX = statement("create (?:unique )?index (?:if not exists )?(\\S+) .*");
    private static final Pattern DROPPED_INDEX = statement("drop index (?:if exists )?(\\S+)");
    private static final Pattern CONSTRAINT = statement("alter table (?:if exists )?\\S+ add constraint (\\S+) .*");
    private static final Pattern DROPPED_CONSTRAINT =
            statement("alter table (?:if exists )?\\S+ drop constraint (?:if exists )?(\\S+)");
    private static final Pattern TRIGGER = statement("create trigger (\\S+) .*");
    private static final Pattern DROPPED_TRIGGER = statement("drop trigger (?:if exists )?(\\S+).*");
    private static final Pattern DROPPED_TABLE = statement("drop table (?:if exists )?(\\S+)");

    /** Between columns, and not between the numbers of a type. */
    private static final Pattern COMMA = Pattern.compile(",(?![^(]*\\))");

    private static final List<String> NO_COLUMNS = List.of("PRIMARY", "UNIQUE", "FOREIGN", "CHECK");

    private final Map<String, String> parts = new LinkedHashMap<>();

    private SchemaParts() {}

    private static Pattern statement(String form) {
        return Pattern.compile(form, Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    }

    /** @param statements in the order in which they are executed, each of them one or several */
    static Map<String, String> of(List<String> statements) {
        SchemaParts schema = new SchemaParts();
        statements.stream()
                .flatMap(several -> Arrays.stream(several.split(";")))
                .map(statement -> statement.strip().replaceAll("\\s+", " "))
                .forEach(schema::add);
        return schema.parts;
    }

    private void add(String statement) {
        Matcher table = TABLE.matcher(statement);
        Matcher query = TABLE_OF_QUERY.matcher(statement);
        if (query.matches()) {
            put("table", query.group(1), statement);
            for (String item : COMMA.split(query.group(2))) {
                put(
                        "column",
                        query.group(1) + "."
                                + item.replaceFirst(".*\\s(?=\\S+$)", "").strip(),
                        statement);
            }
        } else if (table.matches()) {
            put("table", table.group(1), statement);
            for (String item : COMMA.split(table.group(2))) {
                addItem(table.group(1), item.strip().split(" "), statement);
            }
        }
        made("sequence", SEQUENCE, statement);
        made("index", INDEX, statement);
        made("constraint", CONSTRAINT, statement);
        made("trigger", TRIGGER, statement);
        dropped("index", DROPPED_INDEX, statement);
        dropped("constraint", DROPPED_CONSTRAINT, statement);
        dropped("trigger", DROPPED_TRIGGER, statement);
        dropped("table", DROPPED_TABLE, statement);
    }

    private void addItem(String table, String[] words, String statement) {
        String first = words[0].toUpperCase(Locale.ROOT);
        if (first.equals("CONSTRAINT")) {
            put("constraint", words[1], statement);
        } else if (!NO_COLUMNS.contains(first)) {
            put("column", table + "." + words[0], statement);
        }
    }

    private void made(String kind, Pattern form, String statement) {
        Matcher made = form.matcher(statement);
        if (made.matches()) {
            put(kind, made.group(1), statement);
        }
    }

    private void dropped(String kind, Pattern form, String statement) {
        Matcher dropped = form.matcher(statement);
        if (dropped.matches()) {
            parts.remove(part(kind, dropped.group(1)));
        }
    }

    private void put(String kind, String name, String statement) {
        parts.put(part(kind, name), statement);
    }

    private static String part(String kind, String name) {
        return kind + " " + name.replace("\"", "").toUpperCase(Locale.ROOT);
    }
}
