package org.myotome.torture.fuzz;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Addresses: searches, operations, pages, histories and paths that lead astray. */
final class SearchShots implements Shots {

    private static final List<String> TYPES = List.of(
            "Observation",
            "Patient",
            "Condition",
            "Practitioner",
            "Questionnaire",
            "ValueSet",
            "CodeSystem",
            "ConceptMap",
            "Muscle",
            "");

    private static final List<String> PARAMETERS = List.of(
            "_id",
            "_count",
            "_sort",
            "_include",
            "_revinclude",
            "_summary",
            "_elements",
            "_lastUpdated",
            "_total",
            "_has",
            "_filter",
            "_content",
            "_text",
            "_list",
            "_profile",
            "_tag",
            "_security",
            "_source",
            "_type",
            "_format",
            "_pretty",
            "_getpages",
            "_getpagesoffset",
            "_offset",
            "_since",
            "_at",
            "_query",
            "_contained",
            "_containedType",
            "_score",
            "code",
            "date",
            "subject",
            "patient",
            "performer",
            "value-concept",
            "value-quantity",
            "grade-order",
            "movement-grade",
            "body-site",
            "method",
            "data-absent-reason",
            "status",
            "category",
            "identifier",
            "name",
            "family",
            "birthdate",
            "gender",
            "url",
            "due-to",
            "course",
            "lesion-level",
            "subject.name",
            "patient.identifier",
            "subject:Patient.name",
            "_has:Observation:subject:code",
            "_has:Observation:subject:grade-order",
            "_has:Observation:patient:_has:Observation:subject:code",
            "derived-from",
            "has-member",
            "component-code",
            "code-value-quantity",
            "combo-code",
            "near",
            "start",
            "change",
            "statistic",
            "group",
            "max",
            "system",
            "filter",
            "valueSet",
            "activeOnly",
            "displayLanguage",
            "property",
            "targetsystem",
            "version",
            "item");

    private static final List<String> MODIFIERS = List.of(
            "",
            "",
            "",
            "",
            ":exact",
            ":contains",
            ":missing",
            ":not",
            ":text",
            ":in",
            ":not-in",
            ":above",
            ":below",
            ":of-type",
            ":identifier",
            ":Patient",
            ":nothing",
            ":",
            "::",
            ":iterate",
            ":contains:exact");

    private static final List<String> PREFIXES =
            List.of("", "", "", "eq", "ne", "lt", "le", "gt", "ge", "sa", "eb", "ap", "xx");

    private static final List<String> OPERATIONS = List.of(
            "$lastn",
            "$stats",
            "$agreement",
            "$strength-trend",
            "$mrc-sum-score",
            "$weakness-pattern",
            "$expand",
            "$lookup",
            "$validate-code",
            "$subsumes",
            "$translate",
            "$everything",
            "$versions",
            "$meta",
            "$nothing",
            "$",
            "_history",
            "_search",
            "metadata",
            "1/_history/x",
            "1/_history/99999999999999999999",
            "x/$validate",
            "%2e%2e/x",
            ";x=y",
            "*");

    private static final List<String> ASTRAY = List.of(
            "/../../etc/passwd",
            "/fhir/..%2f..%2fetc/passwd",
            "/fhir/%2e%2e/%2e%2e/etc/passwd",
            "/guide/..%5c..%5cx",
            "/guide/%00",
            "/guide/../../pom.xml",
            "//fhir",
            "/fhir/./Patient",
            "/fhir/Patient/.",
            "/fhir/Patient/..",
            "/fhir/Patient/a/b/c/d/e",
            "/intake/messages/../x",
            "/intake/messages/%00",
            "/intake/senders/x%7C",
            "/actuator/env",
            "/WEB-INF/web.xml",
            "/fhir/Patient?%",
            "/fhir?_getpages=x",
            "/fhir/Binary/x",
            "/guide/package.tgz/x",
            "/fhir/swagger-ui/../x",
            "/fhir/api-docs?page=../../x",
            "/intake/unmapped?limit=1e9",
            "/intake/messages?_count=1e9&since=x",
            "/fhir/\uFEFF");

    @Override
    public Shot next(Random random) {
        if (random.nextInt(12) == 0) {
            return Shot.get(ASTRAY.get(random.nextInt(ASTRAY.size())));
        }
        StringBuilder path = new StringBuilder("/fhir/" + TYPES.get(random.nextInt(TYPES.size())));
        if (random.nextInt(3) == 0) {
            path.append(path.toString().endsWith("/") ? "" : "/")
                    .append(OPERATIONS.get(random.nextInt(OPERATIONS.size())));
        }
        char separator = '?';
        for (int i = random.nextInt(4); i >= 0; i--) {
            path.append(separator)
                    .append(PARAMETERS.get(random.nextInt(PARAMETERS.size())))
                    .append(MODIFIERS.get(random.nextInt(MODIFIERS.size())))
                    .append('=')
                    .append(value(random));
            separator = '&';
        }
        String address = path.toString();
        return random.nextInt(10) == 0 && address.contains("?") && !address.contains("$")
                ? Shot.post(
                        address.substring(0, address.indexOf('?')).replaceAll("/[^/]*$", "") + "/_search",
                        "application/x-www-form-urlencoded",
                        address.substring(address.indexOf('?') + 1).getBytes(StandardCharsets.UTF_8))
                : Shot.get(address);
    }

    private static String value(Random random) {
        StringBuilder value = new StringBuilder();
        for (int i = random.nextInt(8) == 0 ? random.nextInt(200) : 0; i >= 0; i--) {
            String one = random.nextInt(3) == 0
                    ? List.of(
                                    "ankle-dorsiflexion$lt3",
                                    "2026-01-01",
                                    "1000000000",
                                    "1e9",
                                    "-1",
                                    "0",
                                    "Patient/fuzz-patient",
                                    "fuzz",
                                    "true",
                                    "*",
                                    "Observation:subject",
                                    "Observation:*",
                                    "code",
                                    "-date",
                                    "https://w3id.org/myotome/ValueSet/mrc-below-3",
                                    "http://snomed.info/sct|32153003",
                                    "5|http://unitsofmeasure.org|kg")
                            .get(random.nextInt(17))
                    : Nasty.brief(random);
            value.append(value.isEmpty() ? "" : ",")
                    .append(PREFIXES.get(random.nextInt(PREFIXES.size())))
                    .append(one);
        }
        String text = value.length() > 5_000 ? value.substring(0, 5_000) : value.toString();
        return random.nextInt(20) == 0
                ? text.replaceAll("[\\s#]", "")
                : URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
