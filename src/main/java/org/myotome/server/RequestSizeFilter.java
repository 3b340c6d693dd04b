package org.myotome.server;

import ca.uhn.fhir.rest.server.exceptions.PayloadTooLargeException;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/**
 * Reads no more of a body than the limit. It counts what is read and not what was announced, and unpacks gzip itself, so that
 * neither a chunked body nor a small archive of something large can fill the memory.
 */
final class RequestSizeFilter implements Filter {

    private final DataSize limit;

    RequestSizeFilter(DataSize limit) {
        this.limit = limit;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest http = (HttpServletRequest) request;
        // Tomcat reads forms itself, past the stream below; so their length must be known.
        boolean form = String.valueOf(http.getContentType()).contains("x-www-form-urlencoded");
        if (http.getContentLengthLong() > limit.toBytes()) {
            ErrorPage.write(http, (HttpServletResponse) response, 413, tooLarge(limit));
        } else if (form && http.getContentLengthLong() < 0 && http.getHeader("Transfer-Encoding") != null) {
            ErrorPage.write(http, (HttpServletResponse) response, 411, "A form needs a Content-Length");
        } else {
            chain.doFilter(new LimitedRequest(http, limit), response);
        }
    }

    private static String tooLarge(DataSize limit) {
        return "The body is larger than the " + limit.toMegabytes()
                + " MB that this server reads: send it in parts, or raise myotome.server.max-request-size";
    }

    private static final class LimitedRequest extends HttpServletRequestWrapper {

        private final DataSize limit;
        private final boolean zipped;
        private @Nullable ServletInputStream body;

        LimitedRequest(HttpServletRequest request, DataSize limit) {
            super(request);
            this.limit = limit;
            this.zipped = "gzip".equalsIgnoreCase(request.getHeader("Content-Encoding"));
        }

        /** HAPI must not unpack a second time. */
        @Override
        public @Nullable String getHeader(String name) {
            return zipped && "Content-Encoding".equalsIgnoreCase(name) ? null : super.getHeader(name);
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            if (body == null) {
                InputStream raw = super.getInputStream();
                body = new LimitedStream(zipped ? new GZIPInputStream(raw) : raw, limit);
            }
            return body;
        }
    }

    private static final class LimitedStream extends ServletInputStream {

        private final InputStream body;
        private final DataSize limit;
        private long read;
        private boolean finished;

        LimitedStream(InputStream body, DataSize limit) {
            this.body = body;
            this.limit = limit;
        }

        @Override
        public int read() throws IOException {
            int next = body.read();
            count(next < 0 ? -1 : 1);
            return next;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = body.read(buffer, offset, length);
            count(count);
            return count;
        }

        private void count(int bytes) {
            finished = bytes < 0;
            read += Math.max(0, bytes);
            if (read > limit.toBytes()) {
                throw new PayloadTooLargeException(tooLarge(limit));
            }
        }

        @Override
        public boolean isFinished() {
            return finished;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException("Bodies are read in the thread of the request");
        }
    }
}
