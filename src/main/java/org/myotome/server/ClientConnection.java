package org.myotome.server;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.function.BooleanSupplier;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;

/**
 * The connection that a request came on, which a servlet is not shown. It has gone when the client has closed it, or only its
 * sending half: TCP does not tell one from the other before something is written, and other servers (nginx, Go's, Kestrel)
 * take both for the same.
 */
final class ClientConnection implements BooleanSupplier {

    private static final String ATTRIBUTE = ClientConnection.class.getName();

    private final org.apache.coyote.Request request;

    private ClientConnection(org.apache.coyote.Request request) {
        this.request = request;
    }

    /** @return that of this request; without the valve, one that is always there */
    static BooleanSupplier of(jakarta.servlet.ServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof ClientConnection connection ? connection : () -> false;
    }

    /** Whether the client has gone. Not after the end of the request. */
    @Override
    public boolean getAsBoolean() {
        return available() == 1 && available() == 1;
    }

    /**
     * How many bytes came after the request, and were not counted before; 1 for an error, each time. The next request of a
     * client that does not wait for the answer stays where it is, and hides what comes after it.
     */
    private int available() {
        request.action(ActionCode.AVAILABLE, Boolean.TRUE);
        return request.getAvailable();
    }

    /** Keeps the connection where {@link #of} finds it. */
    static final class Valve extends ValveBase {

        Valve() {
            super(true);
        }

        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            request.setAttribute(ATTRIBUTE, new ClientConnection(request.getCoyoteRequest()));
            getNext().invoke(request, response);
        }
    }
}
