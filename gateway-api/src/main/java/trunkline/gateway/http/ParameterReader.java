package trunkline.gateway.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.multipart.Attribute;
import io.netty.handler.codec.http.multipart.DefaultHttpDataFactory;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder;
import io.netty.handler.codec.http.multipart.InterfaceHttpData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the {@link Parameters} of a request: its query, and its body by its type. */
final class ParameterReader {

    private static final int PARAMETERS_MAX = 256;
    /** Octets of the head of a part, or of a part that is not whole yet; all of it is here at once. */
    private static final int BUFFERED_MAX = 128 * 1_024;

    private static final Problem MALFORMED_PARTS =
            Problem.badRequest("the multipart body is malformed, or has too many parts");

    private static final char BROKEN = '\uFFFD';

    private final Map<String, String> values = new HashMap<>();
    private final Map<String, String> nested = new HashMap<>();

    private ParameterReader() {}

    /** Fails if the body is none of the types, is malformed, or a parameter is given twice with different values. */
    static Parameters read(Request request) throws ProblemException {
        ParameterReader reader = new ParameterReader();
        reader.addAll(request.target().query());
        if (request.body().length > 0) {
            reader.addBody(request);
        }
        return new Parameters(reader.values, reader.nested);
    }

    private void addAll(Map<String, List<String>> parameters) throws ProblemException {
        for (Map.Entry<String, List<String>> parameter : parameters.entrySet()) {
            for (String value : parameter.getValue()) {
                addDecoded(parameter.getKey(), value);
            }
        }
    }

    private void addBody(Request request) throws ProblemException {
        String type = request.headers().get(HttpHeaderNames.CONTENT_TYPE, "");
        if (is(type, HttpHeaderValues.MULTIPART_FORM_DATA)) {
            addParts(request, type);
        } else if (is(type, HttpHeaderValues.APPLICATION_JSON) || request.body()[0] == '{') {
            addMembers(request.body());
        } else if (type.isEmpty() || is(type, HttpHeaderValues.APPLICATION_X_WWW_FORM_URLENCODED)) {
            addForm(request.body());
        } else {
            throw new ProblemException(Problem.of(
                    415,
                    "Unsupported media type",
                    "the body is '" + type + "': it must be application/x-www-form-urlencoded, multipart/form-data"
                            + " or application/json"));
        }
    }

    private static boolean is(String type, CharSequence wanted) {
        return type.regionMatches(true, 0, wanted.toString(), 0, wanted.length());
    }

    private void addForm(byte[] body) throws ProblemException {
        try {
            addAll(new QueryStringDecoder(
                            new String(body, StandardCharsets.UTF_8),
                            StandardCharsets.UTF_8,
                            false,
                            PARAMETERS_MAX,
                            true)
                    .parameters());
        } catch (IllegalArgumentException e) {
            throw new ProblemException(Problem.badRequest("the form in the body is malformed: " + e.getMessage()));
        }
    }

    private void addMembers(byte[] body) throws ProblemException {
        if (new String(body, StandardCharsets.UTF_8).strip().equals("[]")) {
            return; // how PHP and Swift write an empty map
        }
        for (Map.Entry<String, JsonNode> member : Json.readObject(body).properties()) {
            JsonNode value = member.getValue();
            if (value.isContainerNode()) {
                nested.put(member.getKey(), value.toString());
            } else if (!value.isNull()) {
                add(member.getKey(), value.asText());
            }
        }
    }

    private void addParts(Request request, String type) throws ProblemException {
        FullHttpRequest whole = new DefaultFullHttpRequest(
                HttpVersion.HTTP_1_1, HttpMethod.POST, "/", Unpooled.wrappedBuffer(request.body()));
        whole.headers().set(HttpHeaderNames.CONTENT_TYPE, type);
        HttpPostRequestDecoder decoder = null;
        try {
            decoder = new HttpPostRequestDecoder(
                    new DefaultHttpDataFactory(false, StandardCharsets.UTF_8),
                    whole,
                    StandardCharsets.UTF_8,
                    PARAMETERS_MAX,
                    BUFFERED_MAX);
            if (!decoder.isMultipart()) { // there is no boundary
                throw new ProblemException(MALFORMED_PARTS);
            }
            for (InterfaceHttpData part : decoder.getBodyHttpDatas()) {
                if (!(part instanceof Attribute attribute)) {
                    throw Parameters.wrong(part.getName(), null, "must be a text, not a file");
                }
                addDecoded(part.getName(), attribute.getValue());
            }
        } catch (HttpPostRequestDecoder.ErrorDataDecoderException
                | HttpPostRequestDecoder.NotEnoughDataDecoderException
                | HttpPostRequestDecoder.TooManyFormFieldsException
                | HttpPostRequestDecoder.TooLongFormFieldException e) {
            throw new ProblemException(MALFORMED_PARTS);
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory", e);
        } finally {
            if (decoder != null) {
                decoder.destroy();
            }
        }
    }

    /** Decoding has put U+FFFD where octets were not UTF-8; nobody sends it on purpose. */
    private void addDecoded(String name, String value) throws ProblemException {
        if (value.indexOf(BROKEN) >= 0) {
            throw Parameters.wrong(name, value, "must be text in UTF-8");
        }
        add(name, value);
    }

    private void add(String name, String value) throws ProblemException {
        String before = values.putIfAbsent(name, value);
        if (before != null && !before.equals(value)) {
            throw Parameters.wrong(name, value, "is given twice with different values");
        }
    }
}
