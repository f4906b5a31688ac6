package trunkline.sip.stack;

import gov.nist.javax.sip.address.AddressFactoryImpl;
import gov.nist.javax.sip.header.HeaderFactoryImpl;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import java.text.ParseException;
import java.util.List;
import javax.sip.InvalidArgumentException;
import javax.sip.header.ContentTypeHeader;
import javax.sip.header.Header;
import javax.sip.header.HeaderFactory;
import javax.sip.message.Message;
import org.jspecify.annotations.Nullable;
import trunkline.sip.dialog.Dialog;
import trunkline.sip.dialog.MessageBody;
import trunkline.sip.dialog.Reason;
import trunkline.sip.trunk.Authorization;
import trunkline.sip.trunk.Transport;
import trunkline.sip.trunk.TrunkSettings;

/**
 * Makes our messages (RFC 3261 §8.1.1, §12.2.1.1, §13.2.1); Via is put on by {@link SipWire#route}. Thread-safe.
 */
final class SipMessages {

    private static final int MAX_FORWARDS = 70;

    private final HeaderFactory headers = new HeaderFactoryImpl();
    private final AddressFactoryImpl addresses = new AddressFactoryImpl();
    private final String sentBy;
    private final int port;
    private final String userAgent;

    SipMessages(String sentBy, int port, String userAgent) {
        this.sentBy = sentBy;
        this.port = port;
        this.userAgent = userAgent;
    }

    /** The identity of a new call, with the numbers as the trunk wants them written. */
    static CallIdentity identity(TrunkSettings trunk, CallRequest call) {
        String fromUser = trunk.identity().fromUser();
        String from = fromUser == null ? user(trunk.numbers().caller(call.from())) : fromUser;
        String requestUri = "sip:" + user(trunk.numbers().callee(call.to())) + "@" + trunk.requestHost();
        return new CallIdentity(
                CallIdentity.randomToken(),
                CallIdentity.randomToken(),
                from,
                displayName(call) + "<sip:" + from + "@" + trunk.identity().fromDomain() + ">",
                "<" + requestUri + ">",
                requestUri);
    }

    /** {@code #} is not allowed in the user part of a URI (RFC 3261 §25.1). */
    private static String user(String number) {
        return number.replace("#", "%23");
    }

    private static String displayName(CallRequest call) {
        String name = call.displayName();
        return name == null || name.isEmpty() ? "" : "\"" + name.replaceAll("([\"\\\\])", "\\\\$1") + "\" ";
    }

    SIPRequest invite(CallIdentity call, TrunkSettings trunk, long sequence, MessageBody offer)
            throws NotSentException {
        SIPRequest invite = request("INVITE", call, call.requestUri(), "", sequence);
        addContact(invite, call, trunk.proxy().transport());
        addAll(invite, "Allow", SipMethods.ALLOWED);
        if (trunk.reliableProgress()) {
            put(invite, "Supported", "100rel");
        }
        putBody(invite, offer);
        return invite;
    }

    /** The CSeq number is that of the INVITE for ACK, and that of the dialog for all others. */
    SIPRequest inDialog(String method, CallIdentity call, Dialog dialog, long sequence) throws NotSentException {
        SIPRequest request = request(method, call, dialog.remoteTarget(), dialog.remoteTag(), sequence);
        addAll(request, "Route", dialog.routeSet());
        return request;
    }

    private SIPRequest request(String method, CallIdentity call, String uri, String toTag, long sequence)
            throws NotSentException {
        SIPRequest request = new SIPRequest();
        try {
            request.setRequestURI(addresses.createURI(uri));
            request.setMethod(method);
            request.setHeader(headers.createCallIdHeader(call.callId()));
            request.setHeader(headers.createCSeqHeader(sequence, method));
            request.setHeader(headers.createMaxForwardsHeader(MAX_FORWARDS));
        } catch (ParseException | InvalidArgumentException | RuntimeException e) {
            throw new NotSentException(method + " not made", e);
        }
        put(request, "From", call.from() + ";tag=" + call.localTag());
        // A peer of RFC 2543 may have none (RFC 3261 §12.2.1.1).
        put(request, "To", toTag.isEmpty() ? call.to() : call.to() + ";tag=" + toTag);
        put(request, "User-Agent", userAgent);
        return request;
    }

    /** A response in a dialog of ours, or to a request of none; the To tag is that of the request. */
    SIPResponse response(SIPRequest request, int code, @Nullable String phrase) {
        SIPResponse response = request.createResponse(code, phrase);
        response.setHeader(header("Server", userAgent));
        return response;
    }

    /** With what every 2xx and 405 to a peer must tell (RFC 3261 §20.5). */
    SIPResponse responseWithAllow(SIPRequest request, int code) {
        SIPResponse response = response(request, code, null);
        SipMethods.ALLOWED.forEach(method -> response.addHeader(header("Allow", method)));
        return response;
    }

    void addContact(Message message, CallIdentity call, Transport transport) throws NotSentException {
        String parameter = transport == Transport.UDP ? "" : ";transport=" + transport.token();
        put(message, "Contact", "<sip:" + call.user() + "@" + sentBy + ":" + port + parameter + ">");
    }

    void putAuthorizations(Message message, List<Authorization> authorizations) throws NotSentException {
        for (Authorization authorization : authorizations) {
            add(message, authorization.headerName(), authorization.value());
        }
    }

    void putReason(Message message, Reason reason) throws NotSentException {
        put(message, "Reason", reason.toHeaderValue());
    }

    void putBody(Message message, MessageBody body) throws NotSentException {
        try {
            message.setContent(
                    body.text(), (ContentTypeHeader) headers.createHeader("Content-Type", body.contentType()));
        } catch (ParseException | RuntimeException e) {
            throw new NotSentException("body not put in", e);
        }
    }

    void put(Message message, String name, String value) throws NotSentException {
        try {
            message.setHeader(headers.createHeader(name, value));
        } catch (ParseException | RuntimeException e) {
            throw new NotSentException(name + " not put in", e);
        }
    }

    void addAll(Message message, String name, List<String> values) throws NotSentException {
        for (String value : values) {
            add(message, name, value);
        }
    }

    private void add(Message message, String name, String value) throws NotSentException {
        try {
            message.addHeader(headers.createHeader(name, value));
        } catch (ParseException | RuntimeException e) {
            throw new NotSentException(name + " not put in", e);
        }
    }

    /** A header whose value is ours and known to be right. */
    private Header header(String name, String value) {
        try {
            return headers.createHeader(name, value);
        } catch (ParseException e) {
            throw new IllegalStateException(name + " is '" + value + "'", e);
        }
    }
}
