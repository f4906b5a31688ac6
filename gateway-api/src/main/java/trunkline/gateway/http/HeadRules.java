package trunkline.gateway.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the head of a request must keep beyond what the decoder sees to, so that no proxy before the gateway understands another request. */
final class HeadRules {

    private static final int UNSUPPORTED_MEDIA = 415;
    private static final int NOT_IMPLEMENTED = 501;
    private static final int VERSION_NOT_SUPPORTED = 505;

    private HeadRules() {}

    /** What is wrong with where a request ends, or for whom it is; nobody knows what comes after it then. Null if nothing is. */
    static @Nullable Problem unclear(HttpRequest head) {
        HttpVersion version = head.protocolVersion();
        if (version.majorVersion() != 1) {
            return Problem.of(
                    VERSION_NOT_SUPPORTED, "HTTP version not supported", "the gateway speaks HTTP/1.1, not " + version);
        }
        List<String> codings = head.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
        if (!codings.isEmpty()
                && !(codings.size() == 1 && HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(codings.get(0)))) {
            return Problem.of(
                    NOT_IMPLEMENTED,
                    "Transfer coding not supported",
                    "Transfer-Encoding must be chunked, and nothing else");
        }
        int hosts = head.headers().getAll(HttpHeaderNames.HOST).size();
        if (hosts > 1 || (hosts == 0 && version.isKeepAliveDefault())) { // RFC 9112 §3.2
            return Problem.badRequest("a request of HTTP/1.1 must have one header Host");
        }
        return null;
    }

    /** A body that is compressed is not unpacked: nobody can say how large it would become. Null if it is as it is. */
    static @Nullable Problem compressed(HttpHeaders headers) {
        for (String coding : headers.getAll(HttpHeaderNames.CONTENT_ENCODING)) {
            if (!HttpHeaderValues.IDENTITY.contentEqualsIgnoreCase(coding.strip())) {
                return Problem.of(
                                UNSUPPORTED_MEDIA,
                                "Unsupported content coding",
                                "the body must not be compressed: Content-Encoding is '" + coding + "'")
                        .with("Accept-Encoding", HttpHeaderValues.IDENTITY.toString());
            }
        }
        return null;
    }
}
