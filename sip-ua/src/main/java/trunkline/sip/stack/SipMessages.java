package trunkline.sip.stack;

import gov.nist.javax.sip.address.AddressFactoryImpl;
import gov.nist.javax.sip.header.HeaderFactoryImpl;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import javax.sip.InvalidArgumentException;
import javax.sip.header.ContentTypeHeader;
import javax.sip.header.Header;
import javax.sip.header.HeaderFactory;
import javax.sip.message.Message;
import org.jspecify.annotations.Nullable;
import trunkline.sip.dialog.Dialog;
import trunkline.sip.dialog.MessageBody;
import trunkline.sip.dialog.Reason;
import trunkline.sip.dialog.RequestRoute;
import trunkline.sip.trunk.Authorization;
import trunkline.sip.trunk.CallerHeaders;
import trunkline.sip.trunk.NextHop;
import trunkline.sip.trunk.Transport;
import trunkline.sip.trunk.TrunkSettings;

/**
 * Makes our messages (RFC 3261 §8.1.1, §12.2.1.1, §13.2.1); Via is put on by {@link SipWire#putVia}. Thread-safe.
 */
final class SipMessages {

    private static final int MAX_FORWARDS = 70;

    /** RFC 3323 §4.1.1.3. */
    private static final String ANONYMOUS = "\"Anonymous\" <sip:anonymous@anonymous.invalid>";

    private final HeaderFactory headers = new HeaderFactoryImpl();
    private final AddressFactoryImpl addresses = new AddressFactoryImpl();
    private final String sentBy;
    private final JainStack.Ports ports;
    private final String userAgent;

    SipMessages(String sentBy, JainStack.Ports ports, String userAgent) {
        this.sentBy = sentBy;
        this.ports = ports;
        this.userAgent = userAgent;
    }

    /** The identity of a new call, with the numbers as the trunk wants them written. */
    static CallIdentity identity(TrunkSettings trunk, CallRequest call) {
        CallerHeaders caller = trunk.identity().caller();
        String phone = caller.userPhone() ? ";user=phone" : "";
        String fromUser = trunk.identity().fromUser();
        String number = user(trunk.numbers().caller(call.from()));
        String from = fromUser == null ? number : fromUser;
        String requestUri = "sip:" + user(trunk.numbers().callee(call.to())) + "@" + trunk.requestHost() + phone;
        String fromUri = "sip:" + from + "@" + trunk.identity().fromDomain() + phone;
        boolean hidden = caller.hidden() || call.hidden();
        return new CallIdentity(
                CallIdentity.randomToken(),
                CallIdentity.randomToken(),
                hidden ? "anonymous" : from,
                hidden ? ANONYMOUS : displayName(call) + "<" + fromUri + ">",
                "<" + requestUri + ">",
                requestUri,
                hidden,
                "<sip:" + number + "@" + trunk.identity().fromDomain() + phone + ">");
    }

    /** {@code #} is not allowed in the user part of a URI (RFC 3261 §25.1). */
    private static String user(String number) {
        return number.replace("#", "%23");
    }

    private static String displayName(CallRequest call) {
        String name = call.displayName();
        return name == null || name.isEmpty() ? "" : "\"" + name.replaceAll("([\"\\\\])", "\\\\$1") + "\" ";
    }

    SIPRequest invite(CallIdentity call, TrunkSettings trunk, InvitePlan plan, long sequence, MessageBody offer)
            throws NotSentException {
        SIPRequest invite = request("INVITE", call, plan.requestUri(), "", sequence);
        addContact(invite, call, plan.transport());
        addAll(invite, "Allow", SipMethods.ALLOWED);
        addAll(invite, "Supported", plan.supported());
        if (plan.requiresReliable()) {
            put(invite, "Require", InvitePlan.RELIABLE);
        }
        if (plan.asksForTimer()) {
            put(invite, "Session-Expires", plan.session().toHeaderValue());
            put(invite, "Min-SE", Long.toString(plan.minimumSeconds()));
        }
        putRoute(invite, trunk);
        putCaller(invite, call, trunk.identity().caller());
        for (Map.Entry<String, String> header : trunk.manners().headers().entrySet()) {
            put(invite, header.getKey(), header.getValue());
        }
        putBody(invite, offer);
        return invite;
    }

    private void putRoute(Message request, TrunkSettings trunk) throws NotSentException {
        if (trunk.manners().routed()) {
            NextHop proxy = trunk.proxy();
            put(request, "Route", "<sip:" + proxy + ";lr>");
        }
    }

    private void putCaller(Message invite, CallIdentity call, CallerHeaders caller) throws NotSentException {
        for (CallerHeaders.Header header : caller.carrying()) {
            boolean party = header == CallerHeaders.Header.REMOTE_PARTY_ID;
            String privacy = call.hidden() ? ";privacy=full" : ";privacy=off";
            put(invite, header.text(), call.identity() + (party ? ";party=calling;screen=yes" + privacy : ""));
        }
        if (call.hidden()) {
            put(invite, "Privacy", "id");
        }
        String diversion = caller.diversion();
        if (diversion != null) {
            String host = call.identity().replaceAll(".*@([^;>]*).*", "$1");
            put(invite, "Diversion", "<sip:" + user(diversion) + "@" + host + ">;reason=unconditional");
        }
    }

    /**
     * A request that belongs to no call (RFC 3261 §10.2, §11.1).
     *
     * @param uri the Request-URI; for REGISTER without a user part
     */
    SIPRequest outside(String method, OutsideIdentity identity, String uri, long sequence, TrunkSettings trunk)
            throws NotSentException {
        SIPRequest request = new SIPRequest();
        start(request, method, identity.callId(), uri, sequence);
        put(request, "From", "<" + identity.from() + ">;tag=" + identity.localTag());
        put(request, "To", "<" + identity.to() + ">");
        put(request, "User-Agent", userAgent);
        putRoute(request, trunk);
        return request;
    }

    /** The CSeq number is that of the INVITE for ACK, and that of the dialog for all others. */
    SIPRequest inDialog(String method, CallIdentity call, Dialog dialog, long sequence) throws NotSentException {
        RequestRoute route = dialog.route();
        SIPRequest request = request(method, call, route.requestUri(), dialog.remoteTag(), sequence);
        addAll(request, "Route", route.routes());
        return request;
    }

    private SIPRequest request(String method, CallIdentity call, String uri, String toTag, long sequence)
            throws NotSentException {
        SIPRequest request = new SIPRequest();
        start(request, method, call.callId(), uri, sequence);
        put(request, "From", call.from() + ";tag=" + call.localTag());
        // A peer of RFC 2543 may have none (RFC 3261 §12.2.1.1).
        put(request, "To", toTag.isEmpty() ? call.to() : call.to() + ";tag=" + toTag);
        put(request, "User-Agent", userAgent);
        return request;
    }

    private void start(SIPRequest request, String method, String callId, String uri, long sequence)
            throws NotSentException {
        try {
            request.setRequestURI(addresses.createURI(uri));
            request.setMethod(method);
            request.setHeader(headers.createCallIdHeader(callId));
            request.setHeader(headers.createCSeqHeader(sequence, method));
            request.setHeader(headers.createMaxForwardsHeader(MAX_FORWARDS));
        } catch (ParseException | InvalidArgumentException | RuntimeException e) {
            throw new NotSentException(method + " not made", e);
        }
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

    /** To OPTIONS: what we can do (RFC 3261 §11.2). */
    SIPResponse capabilities(SIPRequest request) {
        SIPResponse response = responseWithAllow(request, 200);
        response.setHeader(header("Accept", "application/sdp"));
        response.setHeader(header("Supported", InvitePlan.TIMER));
        return response;
    }

    void addContact(Message message, CallIdentity call, Transport transport) throws NotSentException {
        put(message, "Contact", "<" + contact(call.user(), transport) + ">");
    }

    /** The URI at which we are reached by this transport. */
    String contact(String user, Transport transport) {
        int port = transport == Transport.TLS ? ports.tls() : ports.main();
        String parameter = transport == Transport.UDP ? "" : ";transport=" + transport.token();
        return "sip:" + user + "@" + sentBy + ":" + port + parameter;
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
