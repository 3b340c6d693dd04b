package org.myotome.storage.search;

/** How the resources of a page {@code p} are read, of which only {@code RES_ID} is known. */
enum TextsOfPage {
    /** The resource says which version is the current one. */
    BY_RESOURCE(
            "r.FHIR_ID, r.RES_VER, r.RES_UPDATED, r.HAS_TAGS,",
            "left join HFJ_RESOURCE r on r.RES_ID = p.RES_ID"
                    + " left join HFJ_RES_VER v on v.RES_ID = r.RES_ID and v.RES_VER = r.RES_VER"),

    /**
     * The current version is the last one, and the id is the number of the row unless the client gave one: so the row of the
     * resource need not be read, which among a million is on a page of its own. An index has those with an id of their own, and
     * no others.
     */
    BY_LAST_VERSION(
            "coalesce(n.FHIR_ID, cast(p.RES_ID as varchar)) as FHIR_ID, v.RES_VER, v.RES_UPDATED, v.HAS_TAGS,",
            "left join HFJ_RESOURCE n on n.RES_ID = p.RES_ID and n.FHIR_ID <> cast(n.RES_ID as varchar)"
                    + " left join lateral (select * from HFJ_RES_VER w where w.RES_ID = p.RES_ID"
                    + " order by w.RES_VER desc limit 1) v on true");

    private final String ofResource;
    private final String joins;

    TextsOfPage(String ofResource, String joins) {
        this.ofResource = ofResource;
        this.joins = joins;
    }

    String columns() {
        return ofResource + " v.RES_ENCODING, v.RES_TEXT_VC, v.SOURCE_URI, v.REQUEST_ID";
    }

    String joins() {
        return joins;
    }
}
