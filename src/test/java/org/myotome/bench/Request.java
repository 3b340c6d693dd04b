package org.myotome.bench;

/**
 * One request of a client.
 *
 * @param path below the endpoint
 * @param body empty for none
 * @param header a name and a value; empty for no header beside those of every request
 */
record Request(String method, String path, String body, String... header) {

    static Request get(String path, String... header) {
        return new Request("GET", path, "", header);
    }

    static Request post(String path, String body, String... header) {
        return new Request("POST", path, body, header);
    }
}
