package trunkline.gateway.http;

import io.netty.handler.codec.http.HttpMethod;
import java.util.function.Function;

/**
 * One method of one path.
 *
 * @param method GET, POST, ...
 * @param pattern a path; a segment {@code {name}} stands for any one segment, {@code {name:10}} for one of ten characters
 * @param body what the request may carry
 * @param handler answers it
 * @param refusal how its API says what is wrong with a request that does not get to the handler, or fails in it
 */
public record Route(
        HttpMethod method, String pattern, Body body, Handler handler, Function<Problem, Response> refusal) {

    /** One that refuses by problem details. */
    public Route(HttpMethod method, String pattern, Body body, Handler handler) {
        this(method, pattern, body, handler, Problem::toResponse);
    }

    /** A GET, which carries nothing. */
    public static Route get(String pattern, Handler handler) {
        return new Route(HttpMethod.GET, pattern, Body.NONE, handler);
    }

    /**
     * What a request may carry; more is refused as soon as it shows.
     *
     * @param octetsMax 0 if it must be empty
     * @param toFile whether it goes into a temporary file rather than into memory
     */
    public record Body(long octetsMax, boolean toFile) {

        public static final Body NONE = new Body(0, false);

        /** Up to {@code octetsMax} octets in memory. */
        public static Body inMemory(int octetsMax) {
            return new Body(octetsMax, false);
        }

        /** Up to {@code octetsMax} octets in a temporary file. */
        public static Body inFile(long octetsMax) {
            return new Body(octetsMax, true);
        }
    }
}
