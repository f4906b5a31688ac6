package trunkline.gateway.http;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** A request that has come in whole. */
public final class Request {

    /**
     * What a request asks for.
     *
     * @param method GET, POST, ...
     * @param path decoded, without the query
     * @param variables what stands in the path for the route's {@code {names}}
     * @param query decoded parameters
     */
    public record Target(
            HttpMethod method, String path, Map<String, String> variables, Map<String, List<String>> query) {}

    private final Target target;
    private final HttpHeaders headers;
    private final Executor executor;
    private final byte[] body;
    private final @Nullable Path file;
    private @Nullable Parameters parameters;
    private ClientAddress.Client client = ClientAddress.Client.NOBODY;

    private Request(Target target, HttpHeaders headers, Executor executor, byte[] body, @Nullable Path file) {
        this.target = target;
        this.headers = headers;
        this.executor = executor;
        this.body = body;
        this.file = file;
    }

    /** One whose body is in memory; {@code body} is not copied. */
    static Request of(Target target, HttpHeaders headers, Executor executor, byte[] body) {
        return new Request(target, headers, executor, body, null);
    }

    /** One whose body is in a file. */
    static Request of(Target target, HttpHeaders headers, Executor executor, Path file) {
        return new Request(target, headers, executor, new byte[0], file);
    }

    void cameFrom(ClientAddress.Client sender) {
        client = sender;
    }

    /** Where it comes from, as {@link ClientAddress} tells it. */
    public ClientAddress.Client client() {
        return client;
    }

    /** As what its sender is counted. */
    public String address() {
        return client.counted();
    }

    public Target target() {
        return target;
    }

    public HttpHeaders headers() {
        return headers;
    }

    /** The event loop of its connection: where to make the answer of what another thread has found. */
    public Executor executor() {
        return executor;
    }

    /** Its octets, not copied; empty where the route puts them into a file. */
    public byte[] body() {
        return body;
    }

    /** Its octets, wherever they are; reads the file that they are in. */
    byte[] octets() {
        try {
            return file == null ? body : Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read an upload that was just written", e);
        }
    }

    /** Its parameters, wherever they stand; read once. */
    public Parameters parameters() throws ProblemException {
        if (parameters == null) {
            parameters = ParameterReader.read(this);
        }
        return parameters;
    }

    /** Its octets, where the route wants them in a file. The handler may move it; what is left goes with the answer. */
    public Path file() {
        if (file == null) {
            throw new IllegalStateException("the route of " + target.path() + " keeps bodies in memory");
        }
        return file;
    }

    /** Removes the file, if there is one and nobody has moved it. */
    void removeFile() {
        if (file == null) {
            return;
        }
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove an upload that was answered", e);
        }
    }

    /** What stands in the path for {@code {name}} of the route. */
    public String variable(String name) {
        String value = target.variables().get(name);
        if (value == null) {
            throw new IllegalArgumentException("the route of " + target.path() + " has no {" + name + "}");
        }
        return value;
    }
}
