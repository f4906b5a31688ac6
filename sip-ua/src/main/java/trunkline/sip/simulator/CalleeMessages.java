package trunkline.sip.simulator;

import gov.nist.javax.sip.header.HeaderFactoryImpl;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import javax.sip.address.SipURI;
import javax.sip.address.URI;
import javax.sip.header.ContentTypeHeader;
import javax.sip.header.Header;
import javax.sip.header.HeaderFactory;
import org.jspecify.annotations.Nullable;
import trunkline.sip.dialog.MessageBody;

/** Reads and makes the callee's messages. */
final class CalleeMessages {

    private final HeaderFactory headers = new HeaderFactoryImpl();
    private final String contact;

    CalleeMessages(String address, int port) {
        this.contact = "<sip:callee@" + address + ":" + port;
    }

    /** A response with the callee's tag and Contact. */
    SIPResponse response(SIPRequest request, int code, String phrase, String tag) {
        SIPResponse response = request.createResponse(code, phrase);
        try {
            if (response.getToTag() == null) {
                response.getTo().setTag(tag);
            }
        } catch (ParseException e) {
            throw new IllegalArgumentException("'" + tag + "' is no tag", e);
        }
        String transport = request.getTopmostVia().getTransport();
        put(response, "Contact", contact + (transport.equalsIgnoreCase("UDP") ? ">" : ";transport=tcp>"));
        return response;
    }

    void put(SIPResponse response, String name, String value) {
        response.setHeader(header(name, value));
    }

    void add(SIPResponse response, String name, String value) {
        response.addHeader(header(name, value));
    }

    void putBody(SIPResponse response, MessageBody body) {
        try {
            response.setContent(body.text(), (ContentTypeHeader) header("Content-Type", body.contentType()));
        } catch (ParseException e) {
            throw new IllegalArgumentException("body is not text", e);
        }
    }

    private Header header(String name, String value) {
        try {
            return headers.createHeader(name, value);
        } catch (ParseException e) {
            throw new IllegalArgumentException(name + " is '" + value + "'", e);
        }
    }

    static CalleeCall call(SIPRequest invite) {
        return new CalleeCall(
                invite.getCallId().getCallId(),
                user(invite.getFrom().getAddress().getURI()),
                user(invite.getRequestURI()),
                body(invite));
    }

    /** The user part of a SIP URI; empty where there is none. */
    static String user(URI uri) {
        return uri instanceof SipURI sip && sip.getUser() != null ? sip.getUser() : "";
    }

    private static @Nullable MessageBody body(SIPRequest request) {
        byte[] octets = request.getRawContent();
        ContentTypeHeader type = request.getContentTypeHeader();
        return octets == null || type == null
                ? null
                : new MessageBody(
                        type.getContentType() + "/" + type.getContentSubType(),
                        new String(octets, StandardCharsets.UTF_8));
    }
}
