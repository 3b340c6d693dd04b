package org.myotome.intake.messages;

import java.util.Map;
import java.util.Optional;

/**
 * A request.
 *
 * @param address from the scheme to the path, as the client knows this server
 * @param path below {@code /intake}, decoded
 * @param parameters as they were sent
 * @param accept the header; empty if it was not sent
 */
record Asked(String method, String address, String path, Map<String, String[]> parameters, Optional<String> accept) {}
